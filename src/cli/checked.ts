import type { Plan } from '../plan/plan';
import type { Problem } from '../plan/problem';
import { Severity } from '../plan/problem';
import type { Input, InputNote } from './input';

/** What is wrong with everything at a path. */
export interface Checked {
  /** As it was given. */
  readonly path: string;
  readonly pipelines: readonly CheckedPipeline[];
  /** Of the files themselves. */
  readonly problems: readonly Problem[];
  readonly notes: readonly InputNote[];
}

export interface CheckedPipeline {
  readonly service: string;
  readonly problems: readonly Problem[];
}

export function checked({ path, problems, notes }: Input, plans: readonly Plan[]): Checked {
  return { path, problems, notes, pipelines: plans.map((plan) => ({ service: plan.service, problems: plan.problems })) };
}

/** All problems, those of the files first. */
export function allProblems({ problems, pipelines }: Checked): Problem[] {
  return [...problems, ...pipelines.flatMap((pipeline) => pipeline.problems)];
}

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === Severity.ERROR);
}
