import type { ReleasedWorkload } from '../engines/progressive-engine';
import { podSelector } from './pod-selector';

/** Keeps a drain of nodes from taking all pods at once. A share of what may be missing is rounded up, so it never blocks. */
export function disruptionBudget(workload: ReleasedWorkload): void {
  workload.emit({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: workload.name },
    spec: {
      maxUnavailable: '25%',
      selector: podSelector(workload),
      // pods of a version that never becomes ready would hold up every node they are on
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    },
  });
}
