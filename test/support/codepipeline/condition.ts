import type { ConditionDefinition, Place } from './definition';
import type { Execution } from './execution';
import { judge } from './rules';
import type { Surroundings } from './surroundings';
import type { Process } from './virtual-time';

/** Whether all rules of a condition succeed. They are judged side by side, and the first that fails decides. */
export function* met(condition: ConditionDefinition, place: Place, execution: Execution, around: Surroundings): Process<boolean> {
  const { time } = around;
  const tasks = condition.rules.map((rule) => time.spawn(judge({ rule, place, execution }, around)));
  yield* time.until(() => tasks.every(({ done }) => done) || tasks.some(({ value }) => value === false));
  for (const task of tasks) task.cancel();
  return tasks.every(({ value }) => value === true);
}
