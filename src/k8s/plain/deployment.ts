import type { ApiObject } from 'cdk8s';
import { Lazy } from 'cdk8s';
import type { ReleasedWorkload } from '../engines/progressive-engine';
import { surge } from '../pods/surge';

/** A Deployment of a workload, named after it. */
export function deployment(workload: ReleasedWorkload): ApiObject {
  const { name, replicas, selector, wave } = workload;
  return workload.emit({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      ...(replicas !== undefined && { replicas }),
      minReadySeconds: Lazy.any({ produce: () => workload.minReadySeconds() }),
      // after this long without progress it is reported as failed; what runs keeps running
      progressDeadlineSeconds: 600,
      strategy: { type: 'RollingUpdate', rollingUpdate: surge(wave.shift) },
      selector: { matchLabels: selector },
      template: Lazy.any({ produce: () => workload.pods() }),
    },
  });
}
