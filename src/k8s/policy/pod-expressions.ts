/** Everything that brings containers: pods, and what makes pods. */
export const POD_RESOURCES = [
  rule('', 'v1', ['pods', 'pods/ephemeralcontainers', 'replicationcontrollers']),
  rule('apps', 'v1', ['daemonsets', 'deployments', 'replicasets', 'statefulsets']),
  rule('batch', 'v1', ['cronjobs', 'jobs']),
  rule('argoproj.io', 'v1alpha1', ['experiments', 'rollouts']),
];

/**
 * The same, and what measures by jobs. An AnalysisRun may leave an image open until it makes a Job of it, so that it cannot be
 * asked for a digest; and the pods of that Job have an owner, so that they are not asked whose image it is.
 */
export const MEASURED_RESOURCES = [...POD_RESOURCES, rule('argoproj.io', 'v1alpha1', ['analysisruns'])];

/**
 * CEL that lists the images that a request brings, for each of its pods: all of a new object, and of a changed one those that it
 * had not before. What runs already can be labelled, scaled and deleted whatever its images are.
 */
export const NEW_IMAGES: Record<string, string> = {
  pods: podSpecs('object'),
  images: images('variables.pods'),
  podsBefore: `oldObject == null ? [] : (${podSpecs('oldObject')})`,
  imagesBefore: images('variables.podsBefore'),
  newImages: listsOf('variables.images', '!variables.imagesBefore.exists(before, image in before)'),
};

/** CEL of those of the new images for which another expression is true of `image`, for each pod. */
export function newImagesThat(condition: string): string {
  return listsOf('variables.newImages', condition);
}

/** CEL that is true when nothing is left in such lists. */
export function noneOf(lists: string): string {
  return `${lists}.all(left, left.size() == 0)`;
}

/** CEL of a text that names all that is left; the language of policies has no word for one list of all. */
export function namesOf(lists: string): string {
  return `${lists}.filter(left, left.size() > 0).map(left, left.join(', ')).join(', ')`;
}

/**
 * CEL that is true for what people and Argo CD apply, and not for what a controller derives from that. Anybody can name an
 * owner, so only the cluster's own accounts are believed.
 */
export const APPLIED = "!request.userInfo.username.startsWith('system:') || !has(object.metadata.ownerReferences) || "
  + '!object.metadata.ownerReferences.exists(owner, has(owner.controller) && owner.controller)';

/**
 * A template stands in `spec.template` of what makes pods, and in a CronJob one level deeper; an Experiment has several, an
 * AnalysisRun one for each job, and a Pod is its own.
 */
function podSpecs(object: string): string {
  const spec = `${object}.spec`;
  const several = `${spec}.templates.filter(one, has(one.template) && has(one.template.spec)).map(one, one.template.spec)`;
  const jobs = `${spec}.metrics.filter(one, has(one.provider) && has(one.provider.job)).map(one, one.provider.job.spec.template.spec)`;
  return `has(${spec}.template) ? (has(${spec}.template.spec) ? [${spec}.template.spec] : []) : (has(${spec}.jobTemplate) ? [${spec}.jobTemplate.spec.template.spec] : `
    + `(has(${spec}.templates) ? ${several} : (has(${spec}.metrics) ? ${jobs} : [${spec}])))`;
}

/** A container without an image has an empty one, and so has a volume. */
function images(specs: string): string {
  const all = (field: string) => `(has(pod.${field}) ? pod.${field} : [])`;
  const containers = ['initContainers', 'containers', 'ephemeralContainers'].map(all).join(' + ');
  return `${specs}.map(pod, (${containers}).map(container, has(container.image) ? container.image : '')`
    + ` + ${all('volumes')}.filter(volume, has(volume.image)).map(volume, has(volume.image.reference) ? volume.image.reference : ''))`;
}

function listsOf(lists: string, condition: string): string {
  return `${lists}.map(ofPod, ofPod.filter(image, ${condition}))`;
}

function rule(apiGroup: string, apiVersion: string, resources: string[]): object {
  return { apiGroups: [apiGroup], apiVersions: [apiVersion], operations: ['CREATE', 'UPDATE'], resources };
}
