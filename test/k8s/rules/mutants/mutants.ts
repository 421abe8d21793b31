import { ANALYSIS_MUTANTS } from './analyses';
import { FLAGGER_MUTANTS } from './flagger';
import { KARGO_MUTANTS } from './kargo';
import type { Mutant } from './mutant';
import { PLATFORM_MUTANTS } from './platform';
import { PROMOTER_MUTANTS } from './promoter';
import { ROLLOUT_MUTANTS } from './rollouts';

/** Single faults, each with all that finds it. */
export const MUTANTS: Mutant[] = [...ROLLOUT_MUTANTS, ...ANALYSIS_MUTANTS, ...FLAGGER_MUTANTS, ...KARGO_MUTANTS, ...PLATFORM_MUTANTS, ...PROMOTER_MUTANTS];
