import type { PlanDocument } from '../../plan/document';
import type { Problem } from '../../plan/problem';
import { repeated } from '../../private/repeated';
import { signalAlarmNames } from '../environment-alarms';
import { watchedAlarms } from '../names';
import { SP4209 } from '../problems';

/** Names are compared over all environments, also those of other accounts: whoever reads one should know which is meant. */
export function alarmLimits(plan: PlanDocument): Problem[] {
  const names = plan.waves.flatMap((wave) => wave.environments.flatMap((environment) => [
    ...watchedAlarms(plan, wave, environment), ...signalAlarmNames(plan, wave, environment),
  ]));
  return repeated(names).map((name) => SP4209.at(plan.path, {
    got: name, allowed: 'each name once', remedies: ['give the signal another name', 'give the environment another name'],
  }));
}
