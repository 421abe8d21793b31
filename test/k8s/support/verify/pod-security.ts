import { violations } from '../../../../src/k8s/pods/pod-security';
import type { Pods } from '../../../../src/k8s/pods/pods';
import type { Manifest } from '../manifest-validator';
import type { Checker } from './subject';

/** Pods that are released and those of jobs, against the standard `restricted`. What is applied as somebody else wrote it is theirs. */
export const podSecurity: Checker = {
  name: 'Pod Security',
  missing: () => undefined,
  check: ({ folders }) => folders.flatMap(({ name, manifests }) => manifests.flatMap((manifest) => podsOf(manifest)
    .flatMap((pods) => violations(pods)).map((violation) => `${name}/${manifest.metadata.name}: ${violation}`))),
};

function podsOf({ kind, metadata, spec }: Manifest): Pods[] {
  const isOurs = metadata.labels?.['app.kubernetes.io/managed-by'] === 'spillway';
  if (kind === 'Rollout' || (kind === 'Deployment' && isOurs)) return [(spec as { template?: Pods }).template].filter((template) => template !== undefined);
  if (kind !== 'AnalysisTemplate') return [];
  const metrics = spec.metrics as { provider: { job?: { spec: { template: Pods } } } }[];
  return metrics.flatMap(({ provider }) => (provider.job ? [provider.job.spec.template] : []));
}
