import type { App } from 'aws-cdk-lib/core';
import { shopApp } from '../../../examples/aws-shop/app';
import { ordersOnAws } from '../../../examples/two-worlds/aws';
import { everything } from './everything';
import { linked } from './everything/linked';

/** What is verified, by the name it is told under. */
export const APPLICATIONS: Record<string, () => App> = {
  'examples/aws-shop': shopApp,
  'examples/two-worlds': ordersOnAws,
  'everything': everything,
  'linked': linked,
};
