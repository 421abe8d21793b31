import { error, warning } from '../plan/problem-definition';

/* SP56xx  what Flagger, Kubernetes alone, and a person who applies folders cannot do; of Flagger 1.44, read in its source */

export const SP5601 = error('SP5601', 'steps are not equally long',
  'Flagger has one interval: it checks, and shifts on, at each tick of it. A weight that is repeated is never promoted.',
  'TrafficShift.steps({ percent: 10, hold: Duration.minutes(5) }, { percent: 50, hold: Duration.minutes(30) })');

export const SP5602 = error('SP5602', 'interval is shorter than Flagger keeps',
  'Flagger checks every ten seconds at most, whatever is written.',
  'TrafficShift.canary({ percent: 10, hold: Duration.seconds(5) })');

export const SP5603 = error('SP5603', 'weights have no router',
  'Flagger does not count pods: without a router it would switch all traffic at once, after ten iterations of its own.',
  "new k8s.Workload(chart, 'Web', { ...props }) // without `router`, in a wave with a canary");

export const SP5604 = error('SP5604', 'workload of Flagger has several ports',
  'The Services of both versions are its own, and have the one port that the Canary names.',
  "ports: [{ port: 80, name: 'http' }, { port: 9090, name: 'grpc' }]");

export const SP5605 = error('SP5605', 'blue/green is not what Flagger does',
  'It checks the new copy a number of times, one interval apart. With a router the old copy then stays for one more interval; without one it is gone with the switch.',
  'TrafficShift.blueGreen({ preview: Duration.minutes(10), keepOld: Duration.hours(1) })');

export const SP5606 = error('SP5606', 'measurement does not fit into the analysis',
  'Flagger asks the same questions at each tick: a verification is one more tick, at full traffic, and lasts as long as a step.',
  "Verification.measurement({ name: 'steady', signal, duration: Duration.minutes(30) }) // in a wave whose steps hold ten minutes");

export const SP5607 = error('SP5607', 'workload name is too long for its copy',
  'Flagger runs the proven version as a copy whose name ends in `-primary`, and signals find its pods by that name.',
  "new k8s.Workload(chart, 'ThumbnailRenderingServiceForTheOldShop', props)");

export const SP5608 = error('SP5608', 'migration is one between a Deployment and a Rollout',
  'With this engine the Deployment stays a Deployment: there is nothing to borrow from and nothing to go back to.',
  'migration: k8s.Migration.FROM_DEPLOYMENT // with Progressive.FLAGGER or Progressive.NONE');

export const SP5609 = error('SP5609', 'query is a template to Flagger',
  'It fills in whatever stands in two braces, and fails each check when it cannot.',
  "queries: { 'queue-depth': 'avg(queue_depth{{ $pods }})' }");

export const SP5610 = error('SP5610', 'promotion does not see what Flagger does',
  'Argo CD calls a Canary healthy until Flagger has looked, up to an interval after the change; only what Flagger tells Prometheus says that it has.',
  'engine: k8s.Engine.of({ progressive: k8s.Progressive.FLAGGER }) // and a workload without `prometheus`');

export const SP5611 = error('SP5611', 'promotion would not wait for Flagger',
  'Argo CD calls a Canary healthy until Flagger has looked, and its health is all that GitOps Promoter asks for.',
  'k8s.Engine.of({ promotion: k8s.Promotion.GIT_OPS_PROMOTER, progressive: k8s.Progressive.FLAGGER }) // in a wave with a canary');

export const SP5612 = warning('SP5612', 'changed number of pods does not arrive',
  'Flagger counts the pods of the proven version once, when it makes it; afterwards only an autoscaler changes their number.',
  "new k8s.Workload(chart, 'Web', { replicas: 5, ...props }) // with Progressive.FLAGGER, in a wave with a canary");

export const SP5621 = error('SP5621', 'nobody watches the signal',
  'A Deployment that replaces its pods asks no signal, and a signal undoes a release only while somebody asks it.',
  'rollbackOn: [RollbackTrigger.signal(errors)] // with Progressive.NONE, in a wave without bakeTime');

export const SP5622 = error('SP5622', 'there is no Rollout to act on',
  'Rights and a policy on Rollouts would promise control over something that is not there.',
  "new k8s.GitOpsRelease(chart, 'Release', { operators: 'on-call', ...props }) // with Progressive.FLAGGER");

export const SP5623 = error('SP5623', 'nothing tells these messages',
  'They are told by Argo Rollouts and Argo CD, and one of them is not there.',
  "release.notify(k8s.Audience.slack('shop')) // with Progressive.NONE");

export const SP5624 = error('SP5624', 'nobody watches for new versions of an image',
  'Whoever applies the folders applies the digests that are in them; a new version gets there when somebody commits it.',
  "images: [{ repository: 'registry.example.com/shop/web' }] // with Promotion.NONE");
