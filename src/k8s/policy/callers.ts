import type { ReleasedWorkload } from '../engines/progressive-engine';
import { podSelector } from '../pods/pod-selector';

/** Lets pods be called on their ports only, from their own namespace and those that are named. */
export function callersOnly(workload: ReleasedWorkload, namespaces: string[], metricsPort: string | undefined): void {
  const ports = [...workload.ports.map(({ port, targetPort = port }): number | string => targetPort), ...(metricsPort ? [metricsPort] : [])];
  workload.emit({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: workload.name },
    spec: {
      podSelector: podSelector(workload),
      policyTypes: ['Ingress'],
      ingress: ports.length === 0 ? [] : [{
        from: [{ podSelector: {} }, ...namespaces.map((name) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } }))],
        ports: ports.map((port) => ({ protocol: 'TCP', port })),
      }],
    },
  });
}
