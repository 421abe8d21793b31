import type { Plan } from '../plan/plan';
import { checked, hasErrors } from './checked';
import type { End } from './exit';
import { Exit } from './exit';
import { onePlan, readInput } from './input';
import type { Io } from './io';
import { checkText } from './views/check-text';

/** The plan that a command is about. What one with errors would do is not defined: then they are told instead, and the command has ended. */
export function soundPlan(path: string, service: string | undefined, io: Io, end: End): Plan | undefined {
  const input = readInput(path);
  const plan = onePlan(input, service);
  if (!hasErrors(plan.problems)) return plan;
  io.err(checkText({ ...checked(input, [plan]), problems: [], notes: [] }, (_, text) => text));
  end(Exit.FINDINGS);
  return undefined;
}
