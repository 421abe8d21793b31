import { error, warning } from '../plan/problem-definition';

/* SP35xx  what an audit finds missing in templates and manifests, whoever has written them */

export const SP3501 = warning('SP3501', 'failed deployment is not taken back',
  'What a failed deployment has changed stays until somebody cleans up, and the next release begins from there. CloudFormation undoes a failed update of one stack, and nothing that was done beside it.',
  'spillway audit pipeline.yaml # with a stage that has no OnFailure');

export const SP3502 = warning('SP3502', 'nothing that is measured takes the release back',
  'A bad version that deploys without an error stays until a person notices it. Steps and pauses by themselves are only time.',
  'spillway audit rollout.yaml # with steps, and no analysis');

export const SP3503 = warning('SP3503', 'nothing watches the release once it has all traffic',
  'Much shows only under full load: leaks, full connections, cold caches. Automatic rollback ends where the watch ends.',
  'spillway audit pipeline.yaml # with no CloudWatchAlarm rule that waits');

export const SP3504 = warning('SP3504', 'no share of the traffic goes first',
  'Whatever is wrong with a version meets every customer at the same moment.',
  'spillway audit deployment.yaml # with a rolling update');

export const SP3505 = warning('SP3505', 'step is over before a minute of it can be measured',
  'Metrics commonly have a data point a minute. A shorter step shows the version to customers and learns nothing from it.',
  'spillway audit rollout.yaml # with pause: {duration: 10s}');

export const SP3506 = warning('SP3506', 'no approval, test or alarm stands before the release',
  'Whatever the build lets through then meets the customers, with nothing and nobody that can say no.',
  'spillway audit pipeline.yaml # with Build and Deploy, and nothing between');

export const SP3507 = warning('SP3507', 'release is tried nowhere before',
  'What only shows in a deployed version then shows first where it is used.',
  'spillway audit pipeline.yaml # with one stage that deploys');

export const SP3508 = warning('SP3508', 'all of production is reached at once',
  'A fault that no test found then meets every Region or cluster, and there is no healthy one to send customers to.',
  'spillway audit pipeline.yaml # with one stage that deploys to three Regions');

export const SP3509 = warning('SP3509', 'release may go at any hour',
  'At night and before a weekend those who could help are asleep or away.',
  'spillway audit pipeline.yaml # with no DeploymentWindow rule');

export const SP3510 = warning('SP3510', 'releases overtake one another',
  'An older candidate can then replace a newer one, and CodePipeline rolls back no stage of such a pipeline.',
  'spillway audit pipeline.yaml # with ExecutionMode: PARALLEL');

export const SP3511 = warning('SP3511', 'secret stands in the template',
  'Whoever may read the template, or the history of its repository, can use it.',
  'spillway audit pipeline.yaml # with OAuthToken: ghp_…');

export const SP3512 = error('SP3512', 'source stands behind the first stage',
  'CodePipeline takes sources in the first stage only, and refuses the template.',
  'spillway audit pipeline.yaml # with an action of the category Source in the second stage');

export const SP3513 = warning('SP3513', 'promoted Freight goes on with nothing having judged it',
  'Kargo counts a promotion that ended as verified. What is wrong with a release is then found in the last Stage.',
  'spillway audit stages.yaml # with no verification and no requiredSoakTime');
