import { shopApp } from './app';

shopApp();
