import { Lazy } from 'cdk8s';
import type { ProgressiveEngine, ReleasedWorkload } from '../engines/progressive-engine';
import { Migration } from '../migration';
import { triggersOf } from '../prometheus/watch';
import { route } from '../traffic/route';
import { CANARY, PREVIEW, service } from '../traffic/service';
import { running, watching } from './analysis';
import { CAPABILITIES } from './capabilities';
import { deployment } from './deployment';
import { limits } from './limits';
import { problems } from './problems';
import type { RolloutStrategy } from './strategy';
import { strategyOf } from './strategy';
import { isRouted } from './traffic-routing';

const API_VERSION = 'argoproj.io/v1alpha1';

/** More than anybody goes back, and what the cluster keeps of old versions. */
const REVISIONS = 5;

/** In this time all new pods are ready, or each of them shows progress. */
const READY_SECONDS = 600;

/** An Argo Rollout that shifts traffic as the wave says, with its Services, its route and its analyses. */
export const ARGO_ROLLOUTS: ProgressiveEngine = {
  capabilities: CAPABILITIES,
  scaled: { apiVersion: API_VERSION, kind: 'Rollout' },
  limits,
  problems,
  versions: (name) => [name],
  versionService: ({ name, wave: { shift }, routed }) => {
    if (shift.kind === 'blueGreen') return name + PREVIEW;
    return routed && shift.kind !== 'rolling' ? name + CANARY : undefined;
  },
  render(workload) {
    const { name, wave, signals, prometheus, namespace, router, migrated } = workload;
    const strategy = strategyOf(workload, triggersOf(wave, signals));
    rollout(workload, strategy);
    const suffixes = servicesOf(workload);
    for (const suffix of suffixes) service(workload, suffix);
    if (suffixes.length > 1) leaveNarrowed(workload);
    const shares = suffixes.includes(CANARY) ? [{ service: name + CANARY, weight: 0 }] : [];
    if (router) route(workload, router, [{ service: name, weight: 100 }, ...shares]);
    if (migrated) deployment(workload, migrated);
    // after the switch, clients reach the new version through the Service they always used
    const versionService = wave.shift.kind === 'blueGreen' ? name : name + CANARY;
    for (const analysis of strategy.analyses) {
      const spec = analysis.job ? running(analysis.job) : prometheus && watching({ ...analysis, versionService }, { workload: name, namespace, prometheus });
      if (spec) workload.emit({ apiVersion: API_VERSION, kind: 'AnalysisTemplate', metadata: { name: analysis.templateName }, spec });
    }
  },
};

function rollout(workload: ReleasedWorkload, { strategy, analyses }: RolloutStrategy): void {
  const { name, replicas, selector, migrated } = workload;
  const borrowed = migrated?.direction === Migration.FROM_DEPLOYMENT;
  workload.emit({
    apiVersion: API_VERSION,
    kind: 'Rollout',
    metadata: { name },
    spec: {
      ...(replicas !== undefined && { replicas }),
      revisionHistoryLimit: REVISIONS,
      // a version that has served is taken back to without its steps: on the way back nobody wants to wait for them
      rollbackWindow: { revisions: REVISIONS },
      minReadySeconds: Lazy.any({ produce: () => workload.minReadySeconds() }),
      progressDeadlineSeconds: READY_SECONDS + secondsOf(analyses),
      // otherwise a version that never becomes ready is neither finished nor taken back
      progressDeadlineAbort: true,
      selector: { matchLabels: selector },
      ...(borrowed
        ? { workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: migrated.name } }
        : { template: Lazy.any({ produce: () => workload.pods() }) }),
      strategy,
    },
  });
}

/** An analysis before a switch counts as time without progress, unlike one of a step: a preview that is longer would always be given up. */
function secondsOf(analyses: RolloutStrategy['analyses']): number {
  return Math.max(0, ...analyses.filter(({ preview }) => preview).map(({ durationMs }) => durationMs / 1_000));
}

/**
 * Clients use the Service without a suffix. Without a router it has the pods of both versions, whose number makes the weight;
 * otherwise Argo Rollouts narrows it to the version that is proven, also for clients that the router does not see.
 */
function servicesOf(workload: ReleasedWorkload): string[] {
  if (workload.ports.length === 0) return [];
  if (workload.migrated?.direction === Migration.TO_DEPLOYMENT) return [''];
  if (workload.wave.shift.kind === 'blueGreen') return ['', PREVIEW];
  return isRouted(workload) ? ['', CANARY] : [''];
}

/** A sync that widened them would send requests to pods of the wrong version. */
function leaveNarrowed({ leave }: ReleasedWorkload): void {
  leave({ group: '', kind: 'Service', jsonPointers: ['/spec/selector/rollouts-pod-template-hash'] });
}
