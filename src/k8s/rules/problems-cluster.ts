import { error, warning } from '../../plan/problem-definition';

/* What Kubernetes itself takes or refuses, as it documents it. */

export const SP5220 = warning('SP5220', 'reference leads out of the folder',
  'What is not applied together with it has to be there already, under exactly this name.',
  'steps: [{ analysis: { templates: [{ templateName: "watch" }] } }] // and no AnalysisTemplate of that name');

export const SP5285 = error('SP5285', 'admission policy has not the parameters it asks for',
  'A policy with a paramKind is evaluated only with a paramRef, and one without takes none.',
  'kind: ValidatingAdmissionPolicyBinding // without paramRef, for a policy with paramKind');

export const SP5286 = warning('SP5286', 'admission policy denies nothing',
  'Without a binding whose actions include Deny a policy is a text that nobody obeys.',
  'validationActions: ["Audit"]');

export const SP5287 = warning('SP5287', 'role allows everything',
  'A star gives what nobody has thought of, also of kinds that do not exist yet.',
  'rules: [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }]');

export const SP5288 = warning('SP5288', 'disruption budget lets no pod go',
  'A node can then not be drained, and the next upgrade of the cluster stands still.',
  'spec: { minAvailable: 3 } // for a workload of 3 replicas');

export const SP5289 = error('SP5289', 'disruption budget has not one bound',
  'The API server takes either minAvailable or maxUnavailable.',
  'spec: { minAvailable: 1, maxUnavailable: 1 }');

export const SP5290 = error('SP5290', 'autoscaled workload has replicas of its own',
  'Each time the manifests are applied, what the autoscaler has done is undone.',
  'kind: Rollout // with replicas: 3, the target of a HorizontalPodAutoscaler');

export const SP5291 = error('SP5291', 'autoscaler has no room',
  'The API server takes a largest number that is not below the smallest one.',
  'spec: { minReplicas: 5, maxReplicas: 3 }');

export const SP5292 = warning('SP5292', 'namespace enforces no Pod Security',
  'Without the label any pod may run as root there, whatever the others do.',
  'kind: Namespace // without pod-security.kubernetes.io/enforce');

export const SP5293 = warning('SP5293', 'image is not pinned by digest',
  'A tag can be moved, so what runs need not be what was verified.',
  'containers: [{ name: "web", image: "registry.example.com/web:1.2.3" }]');
