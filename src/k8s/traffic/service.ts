import type { ReleasedWorkload } from '../engines/progressive-engine';

/** Ends the name of the Service that has only pods of the new version, while it gets a share of the requests. */
export const CANARY = '-canary';

/** Ends the name of the Service that has only pods of the new version, before it gets any request. */
export const PREVIEW = '-preview';

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
