import type { Construct } from 'constructs';
import { emitForCluster } from './manifests/emit';

/** What a namespace of released pods admits. */
export const RESTRICTED = { 'pod-security.kubernetes.io/enforce': 'restricted' };

/** A namespace that nothing else makes. */
export function namespace(scope: Construct, name: string, labels: Record<string, string>): void {
  emitForCluster(scope, { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
}
