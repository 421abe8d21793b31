import type { Rule } from '../rule';
import { openArguments } from './arguments';
import { conditions } from './conditions';
import { ending } from './ending';
import { metrics } from './metrics';

/** A1 to A5 of Argo Rollouts' analyses, and what they accept though it measures nothing. */
export const analysisRules: Rule[] = [metrics, openArguments, conditions, ending];
