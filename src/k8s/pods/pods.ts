import type { ReleaseSpec } from '../../model/spec';
import type { ImageReference } from './image';
import { parseImage } from './image';
import { withImages } from './image-volumes';

/** The part of a container that is looked at; everything else passes through untouched. */
export interface Container {
  readonly name?: string;
  readonly image?: string;
  readonly securityContext?: Record<string, unknown>;
  readonly ports?: { readonly hostPort?: number }[];
  readonly resources?: { readonly requests?: Record<string, unknown> };
  readonly livenessProbe?: Handler;
  readonly readinessProbe?: Handler;
  readonly startupProbe?: Handler;
  readonly lifecycle?: { readonly postStart?: Handler; readonly preStop?: Handler };
}

/** What the kubelet asks of a container. */
export interface Handler {
  readonly httpGet?: { readonly host?: string };
  readonly tcpSocket?: { readonly host?: string };
}

/** The part of a pod's specification that is looked at. */
export interface PodSpec {
  readonly containers?: Container[];
  readonly initContainers?: Container[];
  readonly ephemeralContainers?: Container[];
  readonly os?: { readonly name?: string };
  readonly securityContext?: Record<string, unknown>;
  readonly volumes?: Record<string, unknown>[];
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly hostIPC?: boolean;
}

export interface Pods {
  readonly metadata?: { readonly labels?: Record<string, string>; readonly annotations?: Record<string, string> };
  readonly spec?: PodSpec;
}

/** Names its objects by their place in a construct tree, so a refactoring would be a release. */
export const CONSTRUCT_ADDRESS = 'cdk8s.io/metadata.addr';

/**
 * Pods as they are released: labels pinned, images by digest, what Pod Security "restricted" asks for set where it was left open.
 * @param labels what the objects of the workload are labelled with
 * @param selected further labels by which somebody selects the pods, so that they stay
 */
export function releasedPods(pods: Pods, labels: Record<string, string>, release: ReleaseSpec | undefined, selected: Record<string, string> = {}): Pods {
  const { [CONSTRUCT_ADDRESS]: _address, ...own } = pods.metadata?.labels ?? {};
  const { spec = {} } = pods;
  const released = (containers?: Container[]) => listed(containers).map((container) => ({ ...container, image: pinned(container.image, release) }));
  const all = {
    ...spec,
    ...(spec.initContainers && { initContainers: released(spec.initContainers) }),
    containers: released(spec.containers),
    ...(spec.volumes && { volumes: withImages(spec.volumes, (image) => pinned(image, release)) }),
  };
  return { ...pods, metadata: { ...pods.metadata, labels: { ...own, ...labels, ...selected } }, spec: isWindows(all) ? windows(all) : restricted(all) };
}

/** The images of pods that carry a digest when they are released. */
export function releasedImages({ spec = {} }: Pods, release: ReleaseSpec | undefined): ImageReference[] {
  const images = [...listed(spec.initContainers), ...listed(spec.containers)].map(({ image }) => pinned(image, release));
  return images.map((image = '') => parseImage(String(image))).filter(({ digest }) => digest);
}

/** Most of what the standard asks of pods is unknown to Windows, and refused there. */
export function isWindows(spec: PodSpec): boolean {
  return spec.os?.name === 'windows';
}

/** Templates come from files as well, and what stands there is anybody's. */
function listed(containers: Container[] | undefined): Container[] {
  return Array.isArray(containers) ? containers.filter((container) => typeof container === 'object' && container !== null) : [];
}

/** All containers, those that run first included. */
export function containersOf(pods: Pods): Container[] {
  return [...(pods.spec?.initContainers ?? []), ...(pods.spec?.containers ?? []), ...listed(pods.spec?.ephemeralContainers)];
}

function pinned(image: string | undefined, release: ReleaseSpec | undefined): string | undefined {
  if (image === undefined) return undefined;
  const { repository } = parseImage(String(image));
  const artifact = release?.artifacts.find(({ name }) => name === repository);
  return artifact ? `${repository}@${artifact.digest}` : image;
}

function windows(spec: PodSpec): PodSpec {
  return { ...spec, securityContext: { runAsNonRoot: true, ...spec.securityContext } };
}

function restricted(spec: PodSpec): PodSpec {
  return {
    ...spec,
    ...(spec.initContainers && { initContainers: spec.initContainers.map(confined) }),
    containers: spec.containers?.map(confined),
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' }, ...spec.securityContext },
  };
}

function confined(container: Container): Container {
  const { capabilities, ...rest } = container.securityContext ?? {};
  return {
    ...container,
    securityContext: { allowPrivilegeEscalation: false, ...rest, capabilities: { drop: ['ALL'], ...(capabilities as object | undefined) } },
  };
}
