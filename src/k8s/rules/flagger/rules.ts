import type { Rule } from '../rule';
import { judging } from './judging';
import { objects } from './objects';
import { shifting } from './shifting';

/** What Flagger demands of a Canary and of what stands beside it. */
export const flaggerRules: Rule[] = [objects, shifting, judging];
