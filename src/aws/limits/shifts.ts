import type { PlanDocument } from '../../plan/document';
import type { Problem } from '../../plan/problem';
import { SP4201, SP4202 } from '../problems';

const MINUTE_MS = 60_000;
/** https://docs.aws.amazon.com/codedeploy/latest/userguide/limits.html */
const SHIFT_AT_MOST_MS = 2 * 24 * 60 * MINUTE_MS;

/** The features a function does not have are refused elsewhere; what is left are canaries and equal steps. */
export function shiftLimits(plan: PlanDocument): Problem[] {
  return plan.waves.flatMap(({ name, shift }) => {
    if (shift.kind !== 'canary' && shift.kind !== 'linear') return [];
    const path = `${plan.path}/${name}/shift`;
    const totalMs = shift.steps.reduce((sum, step) => sum + step.holdMs, 0);
    const [{ percent, holdMs }] = shift.steps;
    const problems: Problem[] = [];
    if (totalMs > SHIFT_AT_MOST_MS) {
      problems.push(SP4201.at(path, {
        got: `${totalMs / 3_600_000} h`, allowed: 'at most 48 h', remedies: ['declare fewer or shorter steps', 'move time from the shift to the bakeTime'],
      }));
    }
    if (!Number.isInteger(percent) || holdMs % MINUTE_MS !== 0) {
      problems.push(SP4202.at(path, {
        got: `${percent} % and ${holdMs / MINUTE_MS} min`, allowed: 'whole percents and whole minutes', remedies: ['round both'],
      }));
    }
    return problems;
  });
}
