import type { ReleasedWorkload } from '../progressive-engine';

/** Keeps a drain of nodes from taking all pods at once. A share of what may be missing is rounded up, so it never blocks. */
export function disruptionBudget(workload: ReleasedWorkload): void {
  workload.emit({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: workload.name },
    spec: {
      maxUnavailable: '25%',
      selector: { matchLabels: workload.selector },
      // pods of a version that never becomes ready would hold up every node they are on
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    },
  });
}
