import type { SignalSpec } from '../../model/spec';
import type { Watched } from './watched';

/** What is measured: a workload, or one version of it. */
export interface Target {
  readonly workload: string;
  readonly namespace: string | undefined;
  readonly isVersion: boolean;
  /** Matchers of the pods' metrics. */
  readonly pods: string;
  /** The Services through which requests reach them. */
  readonly services: string[];
  /** The workload in all its versions, where one of them is measured. */
  readonly beside?: Target;
}

/** A version of a workload while it is released. */
export interface Version {
  /** Hash of its pod template. */
  readonly hash: string;
  /** The Service that has its pods only, where there is one. */
  readonly service: string;
}

/**
 * The end of a pod's name where a ReplicaSet made it. So long a number no StatefulSet gives: a `web-api-0` is no pod of `web`.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.34.0/staging/src/k8s.io/apiserver/pkg/storage/names/generate.go
 */
const POD = '[0-9a-z]{5}';

/** What a signal judges while a version is released: that version, or all of the workload where the signal says so. */
export function judged(signal: SignalSpec, watched: Watched, { hash, service }: Version): Target {
  if (signal.scope === 'service') return whole(watched);
  const { workload, namespace } = watched;
  return { workload, namespace, isVersion: true, pods: matchers(namespace, `${workload}-${hash}-${POD}`), services: [service], beside: whole(watched) };
}

/** A workload, in whatever versions it runs. */
export function whole({ workload, namespace, versions = [workload] }: Watched): Target {
  const names = versions.length === 1 ? workload : `(${versions.join('|')})`;
  // pods are named after their ReplicaSet; a plain `.+` would match the pods of `web-api` as those of `web`
  const pods = matchers(namespace, `${names}-[0-9a-z]+-${POD}`);
  return { workload, namespace, isVersion: false, pods, services: [...versions, `${workload}-canary`] };
}

function matchers(namespace: string | undefined, pod: string): string {
  return [...(namespace ? [`namespace="${namespace}"`] : []), `pod=~"${pod}"`].join(',');
}
