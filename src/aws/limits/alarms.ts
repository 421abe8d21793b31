import type { PlanDocument } from '../../plan/document';
import type { Problem } from '../../plan/problem';
import { minimumRequests } from '../../plan/signal-facts';
import { quietNames } from '../../plan/wave-facts';
import { repeated } from '../../private/repeated';
import { noDataAlarmName, signalAlarmName, signalNoDataAlarmName, watchedAlarms, watchedNames } from '../names';
import { SP4209 } from '../problems';

/** Names are compared over all environments, also those of other accounts: whoever reads one should know which is meant. */
export function alarmLimits(plan: PlanDocument): Problem[] {
  const names = plan.waves.flatMap((wave) => wave.environments.flatMap((environment) => {
    const asked = [...watchedNames(wave), ...quietNames(wave)];
    const signals = plan.signals.filter(({ name }) => asked.includes(name));
    return [
      ...watchedAlarms(plan, wave, environment),
      ...(signals.length > 0 ? [noDataAlarmName(plan.service, environment)] : []),
      ...signals.map(({ name }) => signalAlarmName(plan.service, environment, name)),
      ...signals.filter((signal) => minimumRequests(signal) > 1).map(({ name }) => signalNoDataAlarmName(plan.service, environment, name)),
    ];
  }));
  return repeated(names).map((name) => SP4209.at(plan.path, {
    got: name, allowed: 'each name once', remedies: ['give the signal another name', 'give the environment another name'],
  }));
}
