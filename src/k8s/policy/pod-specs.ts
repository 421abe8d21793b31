import type { ApiObject } from 'cdk8s';
import type { Container, PodSpec } from '../pods/pods';

/** Where the pods stand in kinds that have no `spec.template`. */
const PLACES: Record<string, string> = { Pod: 'spec', CronJob: 'spec.jobTemplate.spec.template.spec' };

/** The kinds that the policies on images are asked about, as far as somebody applies them. */
const KINDS = ['CronJob', 'DaemonSet', 'Deployment', 'Job', 'Pod', 'ReplicaSet', 'ReplicationController', 'Rollout', 'StatefulSet'];

/** Whether an object brings pods. */
export function bringsPods({ kind }: ApiObject): boolean {
  return KINDS.includes(kind);
}

/** The path of the pods in an object of a kind that makes some. */
export function podPath({ kind }: ApiObject): string {
  return PLACES[kind] ?? 'spec.template.spec';
}

/** The pods that an object makes; undefined where it makes none. */
export function podSpec(object: ApiObject): PodSpec | undefined {
  return podPath(object).split('.').reduce<unknown>((part, field) => (part as Record<string, unknown> | undefined)?.[field], object.toJson()) as PodSpec | undefined;
}

/** What is in a list of containers, which may be missing or no list. */
export function listed(containers: Container[] | undefined): { name: string; image: string }[] {
  const all = Array.isArray(containers) ? containers : [];
  return all.map(({ name, image }) => ({ name: String(name), image: String(image ?? '') }));
}
