import { Lazy } from 'cdk8s';
import type { PlannedWave } from '../../plan/document';
import type { ProgressiveEngine, ReleasedWorkload } from '../progressive-engine';
import { triggersOf } from '../prometheus/watch';
import { CANARY, service } from '../service';
import { watching } from './analysis';
import { CAPABILITIES } from './capabilities';
import { limits } from './limits';
import { strategyOf } from './strategy';

const API_VERSION = 'argoproj.io/v1alpha1';

/** An Argo Rollout that shifts traffic as the wave says, with its Services and analyses. */
export const ARGO_ROLLOUTS: ProgressiveEngine = {
  capabilities: CAPABILITIES,
  limits,
  render(workload) {
    const { name, wave, signals, ports, prometheus, namespace } = workload;
    const { strategy, analyses } = strategyOf({ wave, workload: name, triggers: triggersOf(wave, signals), signals, hasServices: ports.length > 0 });
    rollout(workload, strategy);
    for (const suffix of ports.length > 0 ? servicesOf(wave) : []) service(workload, suffix);
    if (!prometheus) return;
    // after the switch, clients reach the new version through the Service they always used
    const versionService = wave.shift.kind === 'blueGreen' ? name : name + CANARY;
    for (const analysis of analyses) {
      const spec = watching({ ...analysis, versionService }, { workload: name, namespace, prometheus });
      workload.emit({ apiVersion: API_VERSION, kind: 'AnalysisTemplate', metadata: { name: analysis.templateName }, spec });
    }
  },
};

function rollout(workload: ReleasedWorkload, strategy: object): void {
  workload.emit({
    apiVersion: API_VERSION,
    kind: 'Rollout',
    metadata: { name: workload.name },
    spec: {
      replicas: workload.replicas,
      revisionHistoryLimit: 5,
      progressDeadlineSeconds: 600,
      // otherwise a version that never becomes ready is neither finished nor taken back
      progressDeadlineAbort: true,
      selector: { matchLabels: workload.selector },
      template: Lazy.any({ produce: () => workload.pods() }),
      strategy,
    },
  });
}

/**
 * Clients use the Service without a suffix. In a canary it selects the pods of both versions, since without a router the
 * number of pods makes the weight; the others are narrowed to one version by Argo Rollouts.
 */
function servicesOf(wave: PlannedWave): string[] {
  return wave.shift.kind === 'blueGreen' ? ['', '-preview'] : ['', '-stable', '-canary'];
}
