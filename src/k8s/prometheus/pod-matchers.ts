import type { SignalSpec } from '../../model/spec';

/** Matchers of the pods a signal measures: those of one version, or all of the workload where the signal says so. */
export function versionPods(signal: SignalSpec, workload: string, namespace: string | undefined, hash: string): string {
  return signal.scope === 'version' ? matchers(namespace, `${workload}-${hash}-[0-9a-z]+`) : allPods(workload, namespace);
}

/** Matchers of a workload's pods, of any version. */
export function allPods(workload: string, namespace: string | undefined): string {
  // pods are named after their ReplicaSet; a plain `.+` would match the pods of `web-api` as those of `web`
  return matchers(namespace, `${workload}-[0-9a-z]+-[0-9a-z]+`);
}

function matchers(namespace: string | undefined, pod: string): string {
  return [...(namespace ? [`namespace="${namespace}"`] : []), `pod=~"${pod}"`].join(',');
}
