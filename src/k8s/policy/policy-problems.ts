import type { Problem } from '../../plan/problem';
import type { Delivery } from '../delivery';
import type { Destination } from '../destination';
import { ImagePolicy } from '../image-policy';
import { SP5425 } from '../problems-policy';

/** Namespaces of what the cluster itself needs to run. */
const OF_THE_CLUSTER = ['kube-node-lease', 'kube-public', 'kube-system'];

/** Policies that would stand in the way of the cluster, of Argo CD or of Kargo. */
export function policyProblems(delivery: Delivery, destinations: Destination[]): Problem[] {
  if (delivery.imagePolicy === ImagePolicy.ANY && delivery.operators === undefined) return [];
  const reserved = [...OF_THE_CLUSTER, delivery.argoCdNamespace, delivery.project];
  return destinations.filter(({ namespace }) => reserved.includes(namespace)).map(({ folder, namespace }) => SP5425.at(folder.chart.node.path, {
    got: namespace,
    allowed: `a namespace of the service, none of ${reserved.join(', ')}`,
    remedies: ['give the chart a namespace of its own'],
  }));
}
