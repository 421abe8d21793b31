import { Lazy } from 'cdk8s';
import type { ReleasedWorkload } from '../engines/progressive-engine';
import { Migration } from '../migration';
import type { MigratedDeployment } from '../pods/deployment';

/**
 * The Deployment beside a Rollout. On the way from it, it has no replicas, which Argo CD applies in a later wave: not before
 * the Rollout is healthy, so there are always pods. Its number of replicas is always in Git: left to Argo Rollouts it would
 * be put back at each sync.
 */
export function deployment(workload: ReleasedWorkload, { direction, name, selector, rest }: MigratedDeployment): void {
  const leaves = direction === Migration.FROM_DEPLOYMENT;
  workload.emit({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, ...(leaves && { annotations: { 'argocd.argoproj.io/sync-wave': '1' } }) },
    spec: Lazy.any({
      produce: () => ({
        ...rest(),
        replicas: leaves ? 0 : workload.replicas,
        selector: { matchLabels: selector },
        template: workload.pods(),
      }),
    }),
  });
}
