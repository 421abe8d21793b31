import * as pulumi from '@pulumi/pulumi';
import type { Plan } from '../plan/plan';
import type { Problem } from '../plan/problem';
import { Severity } from '../plan/problem';
import { ProblemError } from '../plan/problem-error';

/** Stops the program with everything that is wrong; warnings are shown. */
export function admitted(plan: Plan, found: Problem[]): void {
  const problems = [...plan.problems, ...found];
  const errors = problems.filter((problem) => problem.severity === Severity.ERROR);
  if (errors.length > 0) throw new ProblemError(errors);
  for (const problem of problems) void pulumi.log.warn(problem.message);
}
