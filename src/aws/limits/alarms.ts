import type { PlanDocument, PlannedWave } from '../../plan/document';
import type { Problem } from '../../plan/problem';
import { minimumRequests } from '../../plan/signal-facts';
import { quietNames } from '../../plan/wave-facts';
import { repeated } from '../../private/repeated';
import { noDataAlarmName, signalAlarmName, signalNoDataAlarmName, watchedAlarms, watchedNames } from '../names';
import { SP4209 } from '../problems';
import { PARTS, SHIFT } from '../workloads/workload-metrics';

/** Names are compared over all environments, also those of other accounts: whoever reads one should know which is meant. */
export function alarmLimits(plan: PlanDocument): Problem[] {
  const names = plan.waves.flatMap((wave) => wave.environments.flatMap((environment) => [
    ...watchedAlarms(plan, wave, environment), ...signalAlarms(plan, wave, environment),
  ]));
  return repeated(names).map((name) => SP4209.at(plan.path, {
    got: name, allowed: 'each name once', remedies: ['give the signal another name', 'give the environment another name'],
  }));
}

function signalAlarms({ service, signals }: PlanDocument, wave: PlannedWave, environment: string): string[] {
  const names = [...watchedNames(wave), ...quietNames(wave)];
  const asked = signals.filter(({ name }) => names.includes(name));
  return [
    ...(asked.length > 0 ? [noDataAlarmName(service, environment)] : []),
    ...asked.map(({ name }) => signalAlarmName(service, environment, name)),
    ...asked.flatMap(({ name }) => [...PARTS, SHIFT, ...PARTS.map((part) => `${part}-${SHIFT}`)].map((part) => signalAlarmName(service, environment, `${name}-${part}`))),
    ...asked.filter((signal) => minimumRequests(signal) > 1).map(({ name }) => signalNoDataAlarmName(service, environment, name)),
  ];
}
