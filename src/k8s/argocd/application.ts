import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import type { PlannedWave } from '../../plan/document';
import type { Delivery } from '../delivery';
import { applicationName, environmentBranch } from '../delivery';
import type { Destination } from '../destination';
import { emit } from '../manifests/emit';
import { RESTRICTED } from '../namespace';
import { ignoredDifferences } from './ignored-differences';

/** By what an engine knows an Application. */
export interface Marks {
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
}

/**
 * What applies the branch of an environment, and the only thing that does. It has no finalizer: whoever removes it from the
 * delivery does not mean to take the environment down.
 */
export function application(scope: Construct, delivery: Delivery, wave: PlannedWave, destination: Destination, marks: Marks): void {
  const { environment, cluster, namespace, createNamespace } = destination;
  const name = environment.environmentName;
  emit(scope, {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: applicationName(delivery.plan, name),
      namespace: delivery.argoCdNamespace,
      ...marks,
    },
    spec: {
      project: delivery.project,
      source: { repoURL: delivery.repositoryUrl, targetRevision: environmentBranch(name), path: '.' },
      destination: { name: cluster, namespace },
      info: [{ name: 'Repository', value: delivery.repositoryUrl }, { name: 'Wave', value: wave.name }, { name: 'Tier', value: environment.tier }],
      revisionHistoryLimit: 5,
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        // what was declared before goes only when what takes its place is healthy
        syncOptions: ['ServerSideApply=true', 'RespectIgnoreDifferences=true', 'PruneLast=true', ...(createNamespace ? ['CreateNamespace=true'] : [])],
        ...(createNamespace && { managedNamespaceMetadata: { labels: RESTRICTED } }),
        // Kargo syncs with it as well: a webhook or a policy that is a moment late does not end a promotion, or its way back
        retry: { limit: 5, backoff: { duration: '5s', factor: 2, maxDuration: '3m' } },
      },
      // asked for at synthesis, when all workloads are there
      ignoreDifferences: Lazy.any({ produce: () => ignoredDifferences(destination.folder) }),
    },
  });
}
