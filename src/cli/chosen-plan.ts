import type { Plan } from '../plan/plan';
import type { Problem } from '../plan/problem';
import { Severity } from '../plan/problem';
import { countWords } from '../report/words/count';
import { checked } from './checked';
import type { End } from './exit';
import { Exit } from './exit';
import type { Input } from './input';
import { onePlan } from './input';
import type { Io } from './io';
import { checkText } from './views/check-text';
import { wholeInput } from './whole-input';

/** The plan that a command goes on with. */
export interface ChosenPlan {
  readonly plan: Plan;
  /** What it was read from. */
  readonly input: Input;
  /** What controllers would do otherwise than it says; nothing where it was not read of manifests. */
  readonly otherwise: readonly Problem[];
}

/** @throws problems of reading, and `SP8003` when it is not clear which plan is meant */
export function chosenPlan(given: Input, service: string | undefined, io: Io): ChosenPlan {
  const input = wholeInput(given, io);
  const plan = onePlan(input, service);
  return { plan, input, otherwise: input.ofManifests.includes(plan) ? input.problems : [] };
}

/** What is wrong, in place of what the plan would do: that is not defined. The command has ended. */
export function tellInstead({ plan, input, otherwise }: ChosenPlan, io: Io, end: End): void {
  io.err(checkText({ ...checked(input, [plan]), problems: otherwise, notes: [] }, (_, text) => text));
  end(Exit.FINDINGS);
}

/** Says that there is something to check, beside what the plan would do. */
export function countOtherwise(path: string, otherwise: readonly Problem[], io: Io): void {
  const counts = [Severity.ERROR, Severity.WARNING].flatMap((severity) => {
    const { length } = otherwise.filter((problem) => problem.severity === severity);
    return length > 0 ? [countWords(length, severity)] : [];
  });
  if (counts.length > 0) io.err(`${path}: ${counts.join(' and ')} of what controllers would do with the manifests; spillway check shows them\n`);
}
