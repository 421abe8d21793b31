import type { PlanDocument, PlannedWave } from '../plan/document';
import { minimumRequests } from '../plan/signal-facts';
import { quietNames } from '../plan/wave-facts';
import { noDataAlarmName, signalAlarmName, signalNoDataAlarmName, watchedNames } from './names';

/** Names of the alarms on single signals that an environment may have, besides those of one version. */
export function signalAlarmNames(plan: PlanDocument, wave: PlannedWave, environment: string): string[] {
  const asked = [...watchedNames(wave), ...quietNames(wave)];
  const signals = plan.signals.filter(({ name }) => asked.includes(name));
  return [
    ...(signals.length > 0 ? [noDataAlarmName(plan.service, environment)] : []),
    ...signals.map(({ name }) => signalAlarmName(plan.service, environment, name)),
    ...signals.filter((signal) => minimumRequests(signal) > 1).map(({ name }) => signalNoDataAlarmName(plan.service, environment, name)),
  ];
}
