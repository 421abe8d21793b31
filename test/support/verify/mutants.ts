import type { Mutant } from './mutant';
import { OTHER_MUTANTS } from './mutants/alarms-and-workloads';
import { CONDITION_MUTANTS } from './mutants/conditions';
import { MEASURED } from './mutants/measured';
import { PERMISSION_MUTANTS } from './mutants/permissions';
import { PIPELINE_MUTANTS } from './mutants/pipelines';

/** Single faults, each with who finds it. */
export const MUTANTS: Mutant[] = [...MEASURED, ...CONDITION_MUTANTS, ...PIPELINE_MUTANTS, ...OTHER_MUTANTS, ...PERMISSION_MUTANTS];

/** Only cfn-lint knows these, which npm does not have. */
export function needsCfnLint({ foundBy }: Mutant): boolean {
  return foundBy.startsWith('cfn-lint/');
}
