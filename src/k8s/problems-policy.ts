import { error } from '../plan/problem-definition';

/* What policies, people and the record of the plan ask. */

export const SP5421 = error('SP5421', 'audience listens to nothing',
  'Whoever counts on it would hear nothing, and nobody would notice.',
  "release.notify(k8s.Audience.slack('shop', { urgencies: [] }))");

export const SP5422 = error('SP5422', 'name of an audience is malformed',
  'It names a receiver, and keys of a Secret and a ConfigMap: Argo Rollouts would read another name, or none.',
  "release.notify(k8s.Audience.slack('#shop'))");

export const SP5423 = error('SP5423', 'two audiences are one',
  'Both have one receiver, and the second would take the place of the first.',
  "release.notify(k8s.Audience.slack('shop')); release.notify(k8s.Audience.slack('shop', { urgencies: [k8s.Urgency.PAGE] }))");

export const SP5424 = error('SP5424', 'plan does not fit into a ConfigMap',
  'The API server takes one megabyte for an object, and what was declared could not be read back.',
  'new ReleasePipeline(app, \'Shop\', { signals: tenThousandOfThem, ...props })');

export const SP5425 = error('SP5425', 'policies would hold a namespace of the control plane',
  'What they deny there may be what would repair the cluster, or what promotes and takes back.',
  "release.deploy(prod, new Chart(app, 'prod', { namespace: 'kube-system' })) // with imagePolicy or operators");

export const SP5426 = error('SP5426', 'policy denies what the release brings',
  'The namespace admits only images with a digest, so what is in the folder is not applied, or its verification never passes.',
  "imagePolicy: k8s.ImagePolicy.PINNED // and Verification.job({ name: 'smoke', image: 'registry.example.com/smoke:1', ...props })");

export const SP5427 = error('SP5427', 'group has no name',
  'Nobody is in a group without a name, so that nobody may act, and a binding to it is refused.',
  "new k8s.GitOpsRelease(chart, 'Release', { operators: '', ...props })");
