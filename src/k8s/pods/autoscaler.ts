import { ignoredHealth } from '../argocd/ignored-health';
import type { Autoscaling } from '../autoscaling';
import type { Engine } from '../engine';
import { PROGRESSIVES } from '../engines/engines';
import type { ReleasedWorkload } from '../engines/progressive-engine';

/** What counts the pods. Their number is not in Git then: it would be put back at each sync, and a missing one is read as 1. */
export function autoscaler(workload: ReleasedWorkload, engine: Engine, { minReplicas, maxReplicas, cpuPercent = 80 }: Autoscaling): void {
  const { name } = workload;
  const { apiVersion, kind } = PROGRESSIVES[engine.progressive].scaled;
  workload.emit({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    // to Argo CD it is degraded as soon as it cannot read the CPU for a moment
    metadata: { name, annotations: ignoredHealth(engine) },
    spec: {
      scaleTargetRef: { apiVersion, kind, name },
      minReplicas,
      maxReplicas,
      metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: cpuPercent } } }],
    },
  });
  workload.leave({ group: apiVersion.split('/')[0], kind, name, jsonPointers: ['/spec/replicas'] });
}
