import type { ReleasedWorkload } from './progressive-engine';

/** A Service of a workload's pods, named after it. */
export function service(workload: ReleasedWorkload, suffix = ''): void {
  workload.emit({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: workload.name + suffix },
    spec: {
      selector: workload.selector,
      ports: workload.ports.map(({ port, targetPort = port, name }) => ({ ...(name && { name }), port, targetPort })),
    },
  });
}
