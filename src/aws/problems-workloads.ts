import { error, warning } from '../plan/problem-definition';

/*
 * SP440x  workloads of any kind
 * SP441x  services of ECS
 * SP442x  flags in AppConfig
 * SP443x  stacks that hold data
 */

export const SP4401 = error('SP4401', 'nothing shifts the traffic',
  'A stage without a workload deploys its stacks and nothing more: the shift of its wave would be dropped in silence.',
  "pipeline.addWave('prod', { environments: [prod], trafficShift: canary }); // and no workload in the stage of prod");

export const SP4402 = error('SP4402', 'signal is not measured here',
  'Each kind of workload has measurements of its own; a signal that none of them gives would be an alarm that never fires.',
  'RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.01 })); // and an aws.EcsWorkload without a target group');

export const SP4403 = error('SP4403', 'workload stands apart from what it releases',
  'A version is handed to another stack as an export, which CloudFormation lets nobody change while it is in use: the first release would be the last. A service or a hook and its workload wait for each other, so no nested stack stands between them either.',
  "new aws.LambdaWorkload(trafficStack, 'Api', { pipeline, environment, handler }); // and a handler in another stack");

export const SP4411 = error('SP4411', 'share of the traffic is out of range',
  'ECS counts shares in tenths of a percent: a canary gets at least one of them, a step of equal ones at least three percent.',
  'TrafficShift.linear({ percent: 2, every: Duration.minutes(10) }); // and an aws.EcsWorkload');

export const SP4412 = error('SP4412', 'time of a deployment is out of range',
  'ECS counts times in whole minutes, waits at most a day at a time, and at most two weeks for a hook.',
  'TrafficShift.canary({ percent: 10, hold: Duration.hours(25) }); // and an aws.EcsWorkload');

export const SP4413 = error('SP4413', 'deployment outlasts CloudFormation',
  'CloudFormation gives up a service that shifts traffic after 36 hours and one that rolls after three; the stack would fail while the deployment goes on.',
  'TrafficShift.linear({ percent: 10, every: Duration.hours(5) }); // and an aws.EcsWorkload');

export const SP4414 = error('SP4414', 'hook has no place in the deployment',
  'A stage that a deployment does not pass runs no hook, so it looks like protection and is none.',
  'aws.EcsHook.pause({ stages: [aws.EcsStage.POST_TEST_TRAFFIC_SHIFT], timeout: Duration.hours(1) }); // and no test listener rule');

export const SP4415 = error('SP4415', 'service does not fit its traffic',
  'ECS moves traffic between two target groups of one load balancer, for services that it deploys itself.',
  "new aws.EcsWorkload(stack, 'Api', { pipeline, environment, service, targetGroup }); // a canary, and no alternate target group");

export const SP4416 = error('SP4416', 'no task can be replaced',
  'The smallest number of healthy tasks is rounded up and the largest number of tasks down; with no room between them a deployment waits for ever.',
  "new FargateService(stack, 'Api', { desiredCount: 2, maxHealthyPercent: 100 }); // and TrafficShift.rolling()");

export const SP4417 = warning('SP4417', 'pause takes a rollback back',
  'The release before comes back by a deployment of ECS, which pauses where every deployment does: when nobody comes in time it is undone, and the version that was to go has the customers again.',
  'aws.EcsHook.pause({ stages, timeout: Duration.hours(4), onTimeout: aws.EcsTimeoutAction.ROLLBACK });');

export const SP4421 = error('SP4421', 'flag does not open in equal steps',
  'AppConfig adds the same share after the same time, in whole percents and minutes, over at most a day.',
  "TrafficShift.flag({ flag: 'checkout', steps: [{ percent: 1, hold }, { percent: 50, hold }] });");

export const SP4422 = error('SP4422', 'too many signals watch a flag',
  'An environment of AppConfig has at most five monitors; a sixth would not close the flag.',
  "pipeline.addWave('prod', { environments: [prod], trafficShift: flag, rollbackOn: sixSignals });");

export const SP4423 = error('SP4423', 'flag is not in the configuration',
  'The shift names a flag that the configuration does not have, so something else would open.',
  "TrafficShift.flag({ flag: 'chekout', steps: [{ percent: 10, hold }] });");

export const SP4424 = error('SP4424', 'flag is deployed twice',
  'A configuration that deploys itself opens its flags in its own way, past the shift of the wave and its alarms.',
  "new HostedConfiguration(stack, 'Flags', { application, content, deployTo: [environment] }); // beside an aws.FlagWorkload");

export const SP4431 = warning('SP4431', 'data goes with its resource',
  'A rollback deploys the template of before: what a release has added is removed and what it has replaced is gone, with the data in it, unless a policy keeps it.',
  "new Table(stack, 'Orders', { partitionKey, removalPolicy: RemovalPolicy.DESTROY }); // in the stage of production");

export const SP4432 = warning('SP4432', 'data stands in the stack of its workload',
  'What is released often and rolled back by itself should not share a stack with what must never be undone.',
  "new Table(apiStack, 'Orders', { partitionKey }); // beside the aws.LambdaWorkload");
