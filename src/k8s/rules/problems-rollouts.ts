import { error, warning } from '../../plan/problem-definition';

/* Read in the sources of Argo Rollouts 1.9.1, which sets InvalidSpec and stops where these are errors. */

export const SP5221 = error('SP5221', 'rollout has not exactly one strategy',
  'Argo Rollouts releases nothing when it finds none or two.',
  'strategy: { canary: { steps }, blueGreen: { activeService: "web" } }');

export const SP5222 = error('SP5222', 'step is not of exactly one kind',
  'Argo Rollouts refuses some such steps, and of others obeys one part.',
  'steps: [{ setWeight: 20, pause: { duration: "5m" } }]');

export const SP5223 = error('SP5223', 'weight is out of range',
  'A weight is a share of the largest one, which is 100 unless a router that can count further says otherwise.',
  'steps: [{ setWeight: 150 }]');

export const SP5224 = error('SP5224', 'pause is no length of time',
  'Argo Rollouts reads whole seconds or a duration of Go; it refuses anything else.',
  'steps: [{ pause: { duration: "5 minutes" } }]');

export const SP5225 = error('SP5225', 'one Service plays two roles',
  'The controller points each of them at another version, so one would take the traffic of the other.',
  'blueGreen: { activeService: "web", previewService: "web" }');

export const SP5226 = error('SP5226', 'traffic router has not the Services it needs',
  'A router moves traffic between two Services that it is told by name.',
  'canary: { stableService: "web", trafficRouting: { nginx: { stableIngress: "web" } } }');

export const SP5227 = error('SP5227', 'field needs a traffic router',
  'Without a router the weight is made by the number of pods, and there is nothing that the field could change.',
  'canary: { scaleDownDelaySeconds: 60, steps }');

export const SP5228 = error('SP5228', 'route cannot be made by the traffic router',
  'The step names a route that this router does not know how to make, or that nobody lets it manage.',
  'steps: [{ setMirrorRoute: { name: "mirror", percentage: 50 } }] // with trafficRouting.nginx');

export const SP5229 = error('SP5229', 'no pod may be replaced',
  'With neither a surplus nor a missing pod allowed, no update can begin.',
  'canary: { maxSurge: 0, maxUnavailable: 0 }');

export const SP5230 = error('SP5230', 'anti-affinity is not of exactly one kind',
  'Argo Rollouts takes a preference with a weight or a requirement, not both.',
  'antiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: { weight: 0 } }');

export const SP5231 = error('SP5231', 'limits contradict each other',
  'The controller gives up before it may succeed, or keeps fewer old versions than it is told to.',
  'spec: { progressDeadlineSeconds: 30, minReadySeconds: 60 }');

export const SP5232 = error('SP5232', 'rollout does not select its own pods',
  'A selector that the labels of the pods do not match, or a pod template beside a reference to one, is refused.',
  'spec: { selector: { matchLabels: { app: "web" } }, template: { metadata: { labels: { app: "shop" } } } }');

export const SP5233 = error('SP5233', 'managed Service selects other pods',
  'The controller adds the version to its selector; a label that the pods do not have leaves it without any.',
  'kind: Service // named as canaryService, with selector: { app: "another" }');

export const SP5234 = error('SP5234', 'one Service belongs to two rollouts',
  'Both would write their version into its selector, each undoing the other.',
  'canaryService: "web-canary" // in two Rollouts');

export const SP5235 = error('SP5235', 'traffic router does not know one route to change',
  'It takes one resource or a list of them, and the Ingress has to send requests to the Service that is split.',
  'nginx: { stableIngress: "web", stableIngresses: ["web", "api"] }');

export const SP5236 = warning('SP5236', 'weight cannot be made with the replicas',
  'Without a traffic router the share of traffic is the share of pods: 1 % of 5 pods is a fifth, and somebody else is exposed.',
  'spec: { replicas: 5, strategy: { canary: { steps: [{ setWeight: 1 }] } } }');

export const SP5237 = error('SP5237', 'traffic is sent to fewer pods than it needs',
  'After setCanaryScale the number of pods no longer follows the weight, until matchTrafficWeight says so.',
  'steps: [{ setCanaryScale: { replicas: 1 } }, { setWeight: 90 }]');

export const SP5238 = warning('SP5238', 'rollout takes longer than two hours',
  'The next version replaces the one that is on its way, so a long one may never arrive: soak between environments.',
  'steps: [{ setWeight: 20 }, { pause: { duration: "24h" } }]');

export const SP5239 = warning('SP5239', 'pause ends only by hand',
  'Nobody is named who may end it, and nobody is told when it lasts.',
  'steps: [{ setWeight: 20 }, { pause: {} }]');

export const SP5240 = warning('SP5240', 'rollback window is longer than the history',
  'A version that is no longer kept takes all steps and analyses on its way back.',
  'spec: { revisionHistoryLimit: 2, rollbackWindow: { revisions: 5 } }');

export const SP5241 = warning('SP5241', 'nothing is measured before all traffic moves',
  'The last step is a timer: a bad version becomes the stable one as soon as it has run out.',
  'steps: [{ setWeight: 50 }, { pause: { duration: "10m" } }]');

export const SP5242 = error('SP5242', 'workload that is referred to runs beside the rollout',
  'Each time the manifests are applied the Deployment gets its replicas back, and both run at full size.',
  'kind: Deployment // named in workloadRef, with replicas: 5');
