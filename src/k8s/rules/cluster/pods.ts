import type { Problem } from '../../../plan/problem';
import type { Field } from '../field';
import type { Folder } from '../folder';
import { NAMESPACE } from '../kinds';
import { SP5292, SP5293 } from '../problems-cluster';
import { podTemplate, workloadsOf } from './workloads';

const ENFORCE = 'pod-security.kubernetes.io/enforce';

/** What may run, and whether it is what was verified. */
export function pods(folder: Folder): Problem[] {
  const images = workloadsOf(folder).flatMap((workload) => imagesOf(podTemplate(workload).at('spec'))).filter(({ text }) => text !== '');
  return [
    ...images.filter(({ text }) => !/@sha256:[0-9a-f]{64}$/.test(text)).map((image) => SP5293.at(image.path, {
      got: image.shown,
      allowed: 'an image that ends in "@sha256:" and 64 hexadecimal digits',
      remedies: ['write the digest'],
    })),
    ...folder.of(NAMESPACE).filter(({ labels }) => !['baseline', 'restricted'].includes(labels.get(ENFORCE) ?? '')).map(({ root }) => SP5292.at(`${root.path}/metadata/labels`, {
      got: root.at('metadata', 'labels', ENFORCE).shown,
      allowed: '"restricted", or "baseline"',
      remedies: [`add the label ${ENFORCE}: restricted`],
    })),
  ];
}

function imagesOf(spec: Field): Field[] {
  const containers = ['initContainers', 'containers'].flatMap((list) => spec.at(list).items);
  return [...containers.map((container) => container.at('image')), ...spec.at('volumes').items.map((volume) => volume.at('image', 'reference'))];
}
