import type { Problem } from '../../plan/problem';
import type { Delivery } from '../delivery';
import type { Destination } from '../destination';
import { ImagePolicy } from '../image-policy';
import { SP5425, SP5426, SP5427 } from '../problems-policy';
import { bringsPods, imagesOf } from './pod-specs';

/** Namespaces of what the cluster itself needs to run. */
const OF_THE_CLUSTER = ['kube-node-lease', 'kube-public', 'kube-system'];

/** Policies that would stand in the way: of the cluster, of Argo CD or Kargo, of the release itself, or of everybody. */
export function policyProblems(delivery: Delivery, destinations: Destination[]): Problem[] {
  return [...nobody(delivery), ...reserved(delivery, destinations), ...denied(delivery, destinations)];
}

function nobody({ plan, operators, breakGlass }: Delivery): Problem[] {
  const groups = Object.entries({ operators, breakGlass });
  return groups.filter(([, group]) => group?.trim() === '').map(([property]) => SP5427.at(`${plan.path}/${property}`, {
    got: 'an empty text', allowed: 'the name of a group', remedies: ['name the group', `leave out \`${property}\``],
  }));
}

function reserved(delivery: Delivery, destinations: Destination[]): Problem[] {
  if (delivery.imagePolicy === ImagePolicy.ANY && delivery.operators === undefined) return [];
  const names = [...OF_THE_CLUSTER, delivery.argoCdNamespace, delivery.project];
  return destinations.filter(({ namespace }) => names.includes(namespace)).map(({ folder, namespace }) => SP5425.at(folder.chart.node.path, {
    got: namespace,
    allowed: `a namespace of the service, none of ${names.join(', ')}`,
    remedies: ['give the chart a namespace of its own'],
  }));
}

/** Images without a digest: of objects in the folder of an environment, and of jobs that verify a release there. */
function denied({ plan, imagePolicy }: Delivery, destinations: Destination[]): Problem[] {
  if (imagePolicy === ImagePolicy.ANY) return [];
  const jobs = plan.waves.flatMap(({ name, verifications }) => verifications.flatMap((one) => (
    one.kind === 'job' ? [[`${plan.path}/${name}/verifications/${one.id}`, one.job.image]] : []
  )));
  const objects = destinations.flatMap(({ folder }) => folder.contents().objects.filter(bringsPods));
  const released = objects.flatMap((object) => imagesOf(object).map(({ image }) => [object.node.path, image]));
  return [...jobs, ...released].filter(([, image]) => !/@sha256:[0-9a-f]{64}$/.test(image)).map(([path, image]) => SP5426.at(path, {
    got: image || 'no image',
    allowed: 'an image with its digest',
    remedies: [`write ${image.replace(/@.*/, '') || 'image'}@sha256:...`, 'leave out `imagePolicy`'],
  }));
}
