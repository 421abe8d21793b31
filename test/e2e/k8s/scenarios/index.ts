import type { Scenario } from '../world';
import { badCanaries } from './bad-canary';
import { goodRelease } from './good-release';

export const scenarios: Scenario[] = [
  goodRelease, ...badCanaries,
];
