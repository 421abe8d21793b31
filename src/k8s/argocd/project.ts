import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Delivery } from '../delivery';
import type { Destination } from '../destination';
import { emit } from '../manifests/emit';
import { Urgency } from '../urgency';
import { isNamespaced, isOfTheCluster } from './namespaced-kinds';

/**
 * Argo CD's project for a service: only this repository, only these destinations, and of the cluster's own objects those that
 * are declared. It has no sync windows: Argo CD holds what Kargo syncs by itself as it holds automatic syncs, a rollback too, and
 * nothing reaches the branch of an environment in closed time anyway.
 */
export function argoProject(scope: Construct, delivery: Delivery, destinations: Destination[]): void {
  const { plan, project, repositoryUrl, argoCdNamespace, operators } = delivery;
  emit(scope, {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    // it is not deleted while an Application still needs it
    metadata: {
      name: project,
      namespace: argoCdNamespace,
      annotations: { [SYNC_FAILED]: Lazy.any({ produce: () => toldOfSyncs(delivery) }) },
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    },
    spec: {
      description: `Releases of ${plan.service}`,
      sourceRepos: [repositoryUrl],
      destinations: Lazy.any({ produce: () => allowedDestinations(destinations) }),
      clusterResourceWhitelist: Lazy.any({ produce: () => ofTheCluster(plan.service, destinations) }),
      ...(operators !== undefined && { roles: [operatorRole(project, operators)] }),
    },
  });
}

/** A trigger that comes with Argo CD, for all Applications of the project. */
const SYNC_FAILED = 'notifications.argoproj.io/subscribe.on-sync-failed.slack';

/** Channels that hear what wants attention in any wave: a failed sync can be one that was to take a release back. */
function toldOfSyncs({ audiences, plan }: Delivery): string | undefined {
  const listening = audiences.filter((audience) => audience._channel.form === 'slack' && plan.waves.some(({ name }) => audience._hears(Urgency.ATTENTION, name)));
  return listening.map(({ audienceName }) => audienceName).join(';') || undefined;
}

/** Each place once, and those that objects name themselves; asked for at synthesis, when all environments have been handed over. */
function allowedDestinations(destinations: Destination[]): object[] {
  const places = destinations.flatMap(({ cluster: name, namespace, folder }) => {
    const elsewhere = folder.contents().objects.filter((object) => (object.metadata.namespace ?? namespace) !== namespace && !isOfTheCluster(object));
    return [{ name, namespace }, ...elsewhere.map(({ metadata }) => ({ name, namespace: metadata.namespace }))];
  });
  return [...new Map(places.map((place) => [`${place.name}/${place.namespace}`, place])).values()];
}

const POLICIES = 'admissionregistration.k8s.io';

/** What this library itself may write. */
const OWN_POLICIES = ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'];

/**
 * By name, whatever is not known to stand in a namespace: an entry for what does has no effect, and one that is missing fails the sync. What this library
 * itself may write is allowed whether it is written now or not: a rollback may bring it back, and must not fail because of it.
 */
function ofTheCluster(service: string, destinations: Destination[]): object[] {
  const declared = destinations.flatMap(({ folder }) => folder.contents().objects).filter((object) => !isNamespaced(object))
    .map(({ apiGroup, kind, name }) => ({ group: apiGroup === 'core' ? '' : apiGroup, kind, name }));
  const always = [
    ...destinations.map(({ namespace }) => ({ group: '', kind: 'Namespace', name: namespace })),
    ...OWN_POLICIES.map((kind) => ({ group: POLICIES, kind, name: `${service}-*` })),
  ];
  const others = declared.filter(({ group, kind, name }) => !(group === POLICIES && OWN_POLICIES.includes(kind) && name.startsWith(`${service}-`)));
  return [...new Map([...always, ...others].map((one) => [`${one.group}/${one.kind}/${one.name}`, one])).values()];
}

/** Argo CD acts on a Rollout with its own account, so it has to be told as well who may. */
function operatorRole(project: string, group: string): object {
  const may = (action: string) => `p, proj:${project}:operators, applications, ${action}, ${project}/*, allow`;
  return { name: 'operators', description: 'Act on Rollouts by hand', groups: [group], policies: ['get', 'sync', 'action/argoproj.io/Rollout/*'].map(may) };
}
