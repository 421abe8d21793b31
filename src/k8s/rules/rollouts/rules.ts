import type { Rule } from '../rule';
import { limits } from './limits';
import { pods } from './pods';
import { routing } from './routing';
import { services } from './services';
import { strategies } from './strategy';
import { timing } from './timing';
import { weights } from './weights';

/** R1 to R11 of Argo Rollouts, and what it accepts though it is unsafe. */
export const rolloutRules: Rule[] = [strategies, weights, services, routing, limits, pods, timing];
