import type { Plan } from '../plan/plan';
import { hasErrors } from './checked';
import { chosenPlan, countOtherwise, tellInstead } from './chosen-plan';
import type { End } from './exit';
import { readInput } from './input';
import type { Io } from './io';

/** The plan that a command is about. What one with errors would do is not defined: then they are told instead, and the command has ended. */
export function soundPlan(path: string, service: string | undefined, io: Io, end: End): Plan | undefined {
  const chosen = chosenPlan(readInput(path), service, io);
  if (hasErrors([...chosen.otherwise, ...chosen.plan.problems])) {
    tellInstead(chosen, io, end);
    return undefined;
  }
  countOtherwise(path, chosen.otherwise, io);
  return chosen.plan;
}
