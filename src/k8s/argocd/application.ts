import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Delivery } from '../delivery';
import { applicationName, environmentBranch } from '../delivery';
import type { Destination } from '../destination';
import { emit } from '../emit';
import type { UnmanagedFields } from '../progressive-engine';

/** Argo CD's project for a service: only this repository, only these destinations, nothing of the cluster's own. */
export function argoProject(scope: Construct, delivery: Delivery, destinations: Destination[]): void {
  emit(scope, {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name: delivery.project, namespace: delivery.argoCdNamespace },
    spec: {
      description: `Releases of ${delivery.plan.service}`,
      sourceRepos: [delivery.repositoryUrl],
      destinations: Lazy.any({ produce: () => allowedDestinations(destinations) }),
      clusterResourceWhitelist: [],
    },
  });
}

/** What applies the branch of an environment, and the only thing that does. */
export function application(scope: Construct, delivery: Delivery, destination: Destination): void {
  const { environment, cluster, namespace } = destination;
  const name = environment.environmentName;
  emit(scope, {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: applicationName(delivery.plan, name),
      namespace: delivery.argoCdNamespace,
      // Kargo changes no Application that does not name its Stage
      annotations: { 'kargo.akuity.io/authorized-stage': `${delivery.project}:${name}` },
    },
    spec: {
      project: delivery.project,
      source: { repoURL: delivery.repositoryUrl, targetRevision: environmentBranch(name), path: '.' },
      destination: { name: cluster, namespace },
      syncPolicy: { automated: { prune: true, selfHeal: true }, syncOptions: ['ServerSideApply=true', 'RespectIgnoreDifferences=true'] },
      ignoreDifferences: Lazy.any({ produce: () => unmanaged(destination) }),
    },
  });
}

/** What controllers write; asked for at synthesis, when all workloads are there. */
function unmanaged({ folder }: Destination): UnmanagedFields[] | undefined {
  const fields = folder.workloads.flatMap((workload) => workload._unmanaged);
  return fields.length > 0 ? fields : undefined;
}

/** Each place once; asked for at synthesis, when all environments have been handed over. */
function allowedDestinations(destinations: Destination[]): object[] {
  const places = new Map(destinations.map(({ cluster, namespace }) => [`${cluster}/${namespace}`, { name: cluster, namespace }]));
  return [...places.values()];
}
