import { join } from 'node:path';
import { shopApp } from './app';

shopApp(join(__dirname, 'dist')).synth();
