/** Everything that brings containers: pods, and what makes pods. */
export const POD_RESOURCES = [
  rule('', 'v1', ['pods', 'pods/ephemeralcontainers', 'replicationcontrollers']),
  rule('apps', 'v1', ['daemonsets', 'deployments', 'replicasets', 'statefulsets']),
  rule('batch', 'v1', ['cronjobs', 'jobs']),
  rule('argoproj.io', 'v1alpha1', ['rollouts']),
];

/**
 * CEL that lists the images that a request brings: all of a new object, and of a changed one those that it had not before.
 * What runs already can be labelled, scaled and deleted whatever its images are.
 */
export const NEW_IMAGES: Record<string, string> = {
  pods: podSpec('object'),
  images: images('variables.pods'),
  podsBefore: `oldObject == null ? {} : (${podSpec('oldObject')})`,
  imagesBefore: images('variables.podsBefore'),
  newImages: 'variables.images.filter(image, !(image in variables.imagesBefore))',
};

/**
 * CEL that is true for what people and Argo CD apply, and not for what a controller derives from that. Anybody can name an
 * owner, so only the cluster's own accounts are believed.
 */
export const APPLIED = "!request.userInfo.username.startsWith('system:') || !has(object.metadata.ownerReferences) || "
  + '!object.metadata.ownerReferences.exists(owner, has(owner.controller) && owner.controller)';

/** A template stands in `spec.template` of what makes pods, and in a CronJob one level deeper; a Pod is its own. */
function podSpec(object: string): string {
  const deep = `has(${object}.spec.jobTemplate) ? ${object}.spec.jobTemplate.spec.template.spec : ${object}.spec`;
  return `has(${object}.spec.template) ? (has(${object}.spec.template.spec) ? ${object}.spec.template.spec : {}) : (${deep})`;
}

/** A container without an image has an empty one. */
function images(spec: string): string {
  const lists = ['initContainers', 'containers', 'ephemeralContainers'].map((field) => `(has(${spec}.${field}) ? ${spec}.${field} : [])`);
  return `(${lists.join(' + ')}).map(container, has(container.image) ? container.image : '')`;
}

function rule(apiGroup: string, apiVersion: string, resources: string[]): object {
  return { apiGroups: [apiGroup], apiVersions: [apiVersion], operations: ['CREATE', 'UPDATE'], resources };
}
