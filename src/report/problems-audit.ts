import { error, warning } from '../plan/problem-definition';

/* SP34xx  what an audit finds missing in templates and manifests, whoever has written them */

export const SP3401 = warning('SP3401', 'failed deployment is not taken back',
  'What a failed deployment has changed stays until somebody cleans up, and the next release begins from there. CloudFormation undoes a failed update of one stack, and nothing that was done beside it.',
  'spillway audit pipeline.yaml # with a stage that has no OnFailure');

export const SP3402 = warning('SP3402', 'nothing that is measured takes the release back',
  'A bad version that deploys without an error stays until a person notices it. Steps and pauses by themselves are only time.',
  'spillway audit rollout.yaml # with steps, and no analysis');

export const SP3403 = warning('SP3403', 'nothing watches the release once it has all traffic',
  'Much shows only under full load: leaks, full connections, cold caches. Automatic rollback ends where the watch ends.',
  'spillway audit pipeline.yaml # with no CloudWatchAlarm rule that waits');

export const SP3404 = warning('SP3404', 'no share of the traffic goes first',
  'Whatever is wrong with a version meets every customer at the same moment.',
  'spillway audit deployment.yaml # with a rolling update');

export const SP3405 = warning('SP3405', 'step is over before a minute of it can be measured',
  'Metrics commonly have a data point a minute. A shorter step shows the version to customers and learns nothing from it.',
  'spillway audit rollout.yaml # with pause: {duration: 10s}');

export const SP3406 = warning('SP3406', 'no approval, test or alarm stands before the release',
  'Whatever the build lets through then meets the customers, with nothing and nobody that can say no.',
  'spillway audit pipeline.yaml # with Build and Deploy, and nothing between');

export const SP3407 = warning('SP3407', 'release is tried nowhere before',
  'What only shows in a deployed version then shows first where it is used.',
  'spillway audit pipeline.yaml # with one stage that deploys');

export const SP3408 = warning('SP3408', 'all of production is reached at once',
  'A fault that no test found then meets every Region or cluster, and there is no healthy one to send customers to.',
  'spillway audit pipeline.yaml # with one stage that deploys to three Regions');

export const SP3409 = warning('SP3409', 'release may go at any hour',
  'At night and before a weekend those who could help are asleep or away.',
  'spillway audit pipeline.yaml # with no DeploymentWindow rule');

export const SP3410 = warning('SP3410', 'releases overtake one another',
  'An older candidate can then replace a newer one, and CodePipeline rolls back no stage of such a pipeline.',
  'spillway audit pipeline.yaml # with ExecutionMode: PARALLEL');

export const SP3411 = warning('SP3411', 'secret stands in the template',
  'Whoever may read the template, or the history of its repository, can use it.',
  'spillway audit pipeline.yaml # with OAuthToken: ghp_…');

export const SP3412 = error('SP3412', 'source stands behind the first stage',
  'CodePipeline takes sources in the first stage only, and refuses the template.',
  'spillway audit pipeline.yaml # with an action of the category Source in the second stage');

export const SP3413 = warning('SP3413', 'promoted Freight goes on with nothing having judged it',
  'Kargo counts a promotion that ended as verified. What is wrong with a release is then found in the last Stage.',
  'spillway audit stages.yaml # with no verification and no requiredSoakTime');
