import type { Problem } from '../../../plan/problem';
import type { Folder } from '../folder';
import { AUTOSCALER, CANARY, DISRUPTION_BUDGET } from '../kinds';
import type { Manifest } from '../manifest';
import { SP5288, SP5289, SP5290, SP5291 } from '../problems-cluster';
import { unmatched } from '../selectors';
import { podTemplate, workloadOf, workloadsOf } from './workloads';

/** How many pods there are, and how many may go. */
export function scaling(folder: Folder): Problem[] {
  return [
    ...folder.of(AUTOSCALER).flatMap((scaler) => autoscaled(scaler, folder)),
    ...folder.of(DISRUPTION_BUDGET).flatMap((budget) => budgeted(budget, folder)),
  ];
}

function autoscaled(scaler: Manifest, folder: Folder): Problem[] {
  const target = workloadOf(scaler.spec.at('scaleTargetRef'), folder, scaler);
  const [min, max] = [scaler.spec.at('minReplicas'), scaler.spec.at('maxReplicas')];
  const replicas = target?.spec.at('replicas');
  // Flagger sets the replicas of a target itself
  const isOurs = !folder.of(CANARY).some((canary) => canary.spec.at('targetRef', 'name').text === target?.name);
  return [
    ...(replicas?.isSet && isOurs ? [SP5290.at(replicas.path, {
      got: `${replicas.shown} replicas`,
      allowed: `nothing: ${scaler.name} scales it`,
      remedies: ['remove replicas, and let Argo CD ignore /spec/replicas', 'remove the autoscaler'],
    })] : []),
    ...((max.number ?? Infinity) < (min.number ?? 1) ? [SP5291.at(max.path, {
      got: max.shown,
      allowed: `at least minReplicas: ${min.number ?? 1}`,
      remedies: ['raise maxReplicas', 'lower minReplicas'],
    })] : []),
  ];
}

function budgeted(budget: Manifest, folder: Folder): Problem[] {
  const { spec } = budget;
  const [available, unavailable] = [spec.at('minAvailable'), spec.at('maxUnavailable')];
  if (available.isSet === unavailable.isSet) {
    return [SP5289.at(spec.path, {
      got: available.isSet ? 'minAvailable and maxUnavailable' : 'neither minAvailable nor maxUnavailable',
      allowed: 'one of the two',
      remedies: ['use `maxUnavailable: 1`'],
    })];
  }
  // only a number of pods has to be compared with theirs
  const pods = available.number === undefined ? Infinity : Math.min(...keptBy(budget, folder).map((workload) => fewest(workload, folder)));
  const isHolding = unavailable.number === 0 || unavailable.text === '0%' || available.text === '100%' || (available.number ?? 0) >= pods;
  return isHolding ? [SP5288.at((available.isSet ? available : unavailable).path, {
    got: available.isSet && Number.isFinite(pods) ? `${available.shown} of ${pods} pods` : (available.isSet ? available : unavailable).shown,
    allowed: 'a bound that lets one pod go',
    remedies: ['use `maxUnavailable: 1`', 'raise the replicas'],
  })] : [];
}

function keptBy(budget: Manifest, folder: Folder): Manifest[] {
  const selector = budget.spec.at('selector');
  return selector.keys.length === 0 ? [] : workloadsOf(folder).filter((workload) => workload.isBeside(budget)
    && unmatched(selector, podTemplate(workload).at('metadata', 'labels')).length === 0);
}

function fewest(workload: Manifest, folder: Folder): number {
  const scaler = folder.of(AUTOSCALER).find((one) => one.spec.at('scaleTargetRef', 'name').text === workload.name
    && one.spec.at('scaleTargetRef', 'kind').text === workload.kind && one.isBeside(workload));
  return scaler ? scaler.spec.at('minReplicas').number ?? 1 : workload.spec.at('replicas').number ?? 1;
}
