import type { ApiObject } from 'cdk8s';
import { imageVolumes } from '../pods/image-volumes';
import type { Container, PodSpec } from '../pods/pods';

/** An image, and where in its object it stands. */
export interface PlacedImage {
  readonly image: string;
  /** What tells it from the other images of its object. */
  readonly names: string[];
  /** As Kustomize writes the path of a field. */
  readonly fieldPath: string;
}

/** Where the pods stand in kinds that have no `spec.template`. */
const PLACES: Record<string, string> = { Pod: 'spec', CronJob: 'spec.jobTemplate.spec.template.spec' };

/** Lists of named templates, and where in each of them the pods stand. */
const SEVERAL: Record<string, [string, string]> = { Experiment: ['templates', 'template.spec'], AnalysisRun: ['metrics', 'provider.job.spec.template.spec'] };

/** The kinds that are asked for a digest of their images, as far as somebody applies them. */
const KINDS = ['CronJob', 'DaemonSet', 'Deployment', 'Experiment', 'Job', 'Pod', 'ReplicaSet', 'ReplicationController', 'Rollout', 'StatefulSet'];

/** Whether an object brings pods. */
export function bringsPods({ kind }: ApiObject): boolean {
  return KINDS.includes(kind);
}

/** The images of the pods that an object makes; none where it makes none. */
export function imagesOf(object: ApiObject): PlacedImage[] {
  const written: unknown = object.toJson();
  if (!Object.hasOwn(SEVERAL, object.kind)) {
    const path = PLACES[object.kind] ?? 'spec.template.spec';
    return imagesIn(below(written, path), path, []);
  }
  const [list, place] = SEVERAL[object.kind];
  return records(below(written, `spec.${list}`)).flatMap((one) => (
    imagesIn(below(one, place), `spec.${list}.[name=${String(one.name)}].${place}`, [String(one.name)])
  ));
}

function imagesIn(pods: unknown, path: string, names: string[]): PlacedImage[] {
  const spec = (pods ?? {}) as PodSpec;
  const containers = (['initContainers', 'containers'] as const).flatMap((list) => records<Container>(spec[list]).map(({ name, image }) => ({
    image: String(image ?? ''), names: [...names, String(name)], fieldPath: `${path}.${list}.[name=${name}].image`,
  })));
  // of a volume it is said that it is one: a container may be called the same
  const volumes = imageVolumes(spec).map(({ name, image }) => ({ image, names: [...names, 'volumes', name], fieldPath: `${path}.volumes.[name=${name}].image.reference` }));
  return [...containers, ...volumes];
}

function below(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((part, field) => (part as Record<string, unknown> | null | undefined)?.[field], value);
}

/** What is in a list, which may be missing or no list. */
function records<T = Record<string, unknown>>(list: unknown): T[] {
  return Array.isArray(list) ? list.filter((one) => typeof one === 'object' && one !== null) as T[] : [];
}
