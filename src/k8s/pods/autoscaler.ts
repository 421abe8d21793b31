import type { Autoscaling } from '../autoscaling';
import type { ProgressiveEngine, ReleasedWorkload } from '../engines/progressive-engine';

/** What counts the pods. Their number is not in Git then: it would be put back at each sync, and a missing one is read as 1. */
export function autoscaler(workload: ReleasedWorkload, { apiVersion, kind }: ProgressiveEngine['scaled'], { minReplicas, maxReplicas, cpuPercent = 80 }: Autoscaling): void {
  const { name } = workload;
  workload.emit({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name },
    spec: {
      scaleTargetRef: { apiVersion, kind, name },
      minReplicas,
      maxReplicas,
      metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: cpuPercent } } }],
    },
  });
  workload.leave({ group: apiVersion.split('/')[0], kind, name, jsonPointers: ['/spec/replicas'] });
}
