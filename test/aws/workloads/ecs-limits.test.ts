import type { BaseServiceOptions } from 'aws-cdk-lib/aws-ecs';
import { AlternateTarget, Cluster, ContainerImage, DeploymentControllerType, Ec2Service, Ec2TaskDefinition, ListenerRuleConfiguration } from 'aws-cdk-lib/aws-ecs';
import { ApplicationTargetGroup, ListenerAction, TargetType } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { CfnParameter, SecretValue, Stack } from 'aws-cdk-lib/core';
import { aws, Duration, Gate, RollbackTrigger, Signal, TrafficShift } from 'spillway';
import type { WaveOptions } from 'spillway';
import { errorRatio, Fixture, prod } from '../fixture';
import { Service } from '../service';

interface Declared {
  readonly options?: Partial<BaseServiceOptions>;
  readonly props?: (api: Service) => Partial<aws.EcsWorkloadProps>;
}

/** What a service's workload says of the wave it is released in. */
function messages(wave: Partial<WaveOptions>, { options, props = () => ({}) }: Declared = {}): string[] {
  const api = new Service(options);
  const { targetGroup, alternate, service } = api;
  const { pipeline } = new Fixture({ waves: { prod: { environments: [prod], ...wave } } });
  return new aws.EcsWorkload(api.stack, 'Workload', { pipeline, environment: prod, service, targetGroup, alternate, ...props(api) }).node.validate();
}

const { hours, minutes, seconds, days } = Duration;
const shifted = (trafficShift: TrafficShift, declared?: Declared) => messages({ trafficShift }, declared);
const canary = (percent: number, hold = minutes(10)) => TrafficShift.canary({ percent, hold });
const linear = (percent: number, every = minutes(10)) => TrafficShift.linear({ percent, every });
const rolled: Declared = { props: () => ({ alternate: undefined }) };
const hooked = (trafficShift: TrafficShift, stage: aws.EcsStage, timeout = minutes(5), more: (api: Service) => Partial<aws.EcsWorkloadProps> = () => ({})) => (
  shifted(trafficShift, { props: (api) => ({ hooks: [aws.EcsHook.pause({ stages: [stage], timeout })], ...more(api) }) }));
const tested = (api: Service) => ({ alternate: { ...api.alternate, testListenerRule: api.testListenerRule } });
const asked = (stage: aws.EcsStage) => shifted(canary(5), { props: ({ stack }) => {
  const handler = new Function(stack, 'Hook', { runtime: Runtime.NODEJS_22_X, handler: 'i.h', code: Code.fromInline('1') });
  return { hooks: [aws.EcsHook.function({ handler, stages: [stage] })] };
} });
const replacing = (desiredCount: number, maxHealthyPercent: number) => (
  shifted(TrafficShift.rolling({ maxUnavailablePercent: 40 }), { ...rolled, options: { desiredCount, maxHealthyPercent } }));
const paused = (stages: aws.EcsStage[]) => shifted(canary(5), { props: () => ({ hooks: [aws.EcsHook.pause({ stages, timeout: minutes(5) })] }) });
const authenticating = (api: Service) => {
  api.alternate.listenerRule.configureAction(ListenerAction.authenticateOidc({
    authorizationEndpoint: 'a', clientId: 'c', clientSecret: SecretValue.unsafePlainText('s'), issuer: 'i', tokenEndpoint: 't', userInfoEndpoint: 'u',
    next: ListenerAction.forward([api.targetGroup]),
  }));
  return { alternate: api.alternate };
};
const unlistened = ({ stack, service }: Service) => {
  const targetGroup = new ApplicationTargetGroup(stack, 'Unlistened', { vpc: service.cluster.vpc, port: 80, targetType: TargetType.IP });
  targetGroup.addTarget(service);
  return { targetGroup, alternate: undefined };
};
const codeDeploy = { deploymentController: { type: DeploymentControllerType.CODE_DEPLOY } };
const swapped = ({ alternate, targetGroup }: Service) => ({ targetGroup: alternate.targetGroup, alternate: { ...alternate, targetGroup } });
const on = (signal: Signal, bakeTime = minutes(5), declared?: Declared) => messages({ rollbackOn: [RollbackTrigger.signal(signal)], bakeTime }, declared);
const saturation = (resource: string) => Signal.saturation({ resource, atMostPercent: 80 });
const { POST_SCALE_UP, PRE_PRODUCTION_TRAFFIC_SHIFT, POST_TEST_TRAFFIC_SHIFT, TEST_TRAFFIC_SHIFT, PRODUCTION_TRAFFIC_SHIFT } = aws.EcsStage;

const pairs: [code: string, what: string, passes: string[], fails: string[]][] = [
  ['SP4211', 'a flag', shifted(linear(20)), shifted(TrafficShift.flag({ flag: 'checkout', steps: [{ percent: 50, hold: hours(1) }] }))],
  ['SP4411', 'a canary under a tenth of a percent', shifted(canary(0.1)), shifted(canary(0.05))],
  ['SP4411', 'a canary between tenths', shifted(canary(99.9)), shifted(canary(33.33))],
  ['SP4411', 'a step under three percent', shifted(linear(3)), shifted(linear(2.9))],
  ['SP4411', 'a step between tenths', shifted(linear(12.5)), shifted(linear(12.55))],
  ['SP4412', 'a canary of over a day', shifted(canary(5, days(1))), shifted(canary(5, minutes(1441)))],
  ['SP4412', 'a canary of half a minute', shifted(canary(5, seconds(60))), shifted(canary(5, seconds(90)))],
  ['SP4412', 'an old copy that is kept over a day', shifted(TrafficShift.blueGreen({ keepOld: days(1) })), shifted(TrafficShift.blueGreen({ keepOld: minutes(1441) }))],
  ['SP4412', 'a preview of half a minute', shifted(TrafficShift.blueGreen({ preview: minutes(1) })), shifted(TrafficShift.blueGreen({ preview: seconds(30) }))],
  ['SP4412', 'a pause of half a minute', hooked(canary(5), POST_SCALE_UP, minutes(1)), hooked(canary(5), POST_SCALE_UP, seconds(90))],
  ['SP4413', 'a shift of over 36 hours', shifted(linear(10, hours(4))), shifted(linear(10, minutes(241)))],
  ['SP4413', 'a preview and an old copy of over 36 hours',
    shifted(TrafficShift.blueGreen({ preview: hours(12), keepOld: days(1) })), shifted(TrafficShift.blueGreen({ preview: minutes(721), keepOld: days(1) }))],
  ['SP4413', 'a pause that lasts over 36 hours', hooked(canary(5, hours(1)), POST_SCALE_UP, hours(35)), hooked(canary(5, hours(1)), POST_SCALE_UP, minutes(2101))],
  // before the canary and before everything
  ['SP4413', 'a pause before every step that lasts over 36 hours together',
    hooked(canary(5, hours(2)), PRE_PRODUCTION_TRAFFIC_SHIFT, hours(17)), hooked(canary(5, hours(2)), PRE_PRODUCTION_TRAFFIC_SHIFT, minutes(1021))],
  ['SP4413', 'a pause of over three hours while tasks are replaced',
    hooked(TrafficShift.rolling(), POST_SCALE_UP, hours(3), rolled.props), hooked(TrafficShift.rolling(), POST_SCALE_UP, minutes(181), rolled.props)],
  ['SP4413', 'a pause of over three hours while all tasks are replaced at once',
    hooked(TrafficShift.allAtOnce(), POST_SCALE_UP, hours(3), rolled.props), hooked(TrafficShift.allAtOnce(), POST_SCALE_UP, minutes(181), rolled.props)],
  ['SP4414', 'a hook without a stage', paused([POST_SCALE_UP]), paused([])],
  ['SP4414', 'a pause at traffic of a service that has none to move',
    hooked(TrafficShift.rolling(), POST_SCALE_UP, minutes(5), rolled.props),
    hooked(TrafficShift.rolling(), PRE_PRODUCTION_TRAFFIC_SHIFT, minutes(5), rolled.props)],
  ['SP4414', 'a pause after test traffic that does not exist',
    hooked(canary(5), POST_TEST_TRAFFIC_SHIFT, minutes(5), tested), hooked(canary(5), POST_TEST_TRAFFIC_SHIFT)],
  ['SP4414', 'a pause while test traffic moves', hooked(canary(5), POST_TEST_TRAFFIC_SHIFT, minutes(5), tested), hooked(canary(5), TEST_TRAFFIC_SHIFT, minutes(5), tested)],
  ['SP4414', 'a pause while customers\' traffic moves', asked(PRODUCTION_TRAFFIC_SHIFT), hooked(canary(5), PRODUCTION_TRAFFIC_SHIFT)],
  ['SP4415', 'a canary and no second target group', shifted(canary(5)), shifted(canary(5), rolled)],
  ['SP4415', 'a blue/green shift and no second target group', shifted(TrafficShift.blueGreen()), shifted(TrafficShift.blueGreen(), rolled)],
  ['SP4415', 'tasks to replace and a second target group', shifted(TrafficShift.rolling(), rolled), shifted(TrafficShift.rolling())],
  ['SP4415', 'a second target group and no first one', shifted(canary(5)), shifted(canary(5), { props: () => ({ targetGroup: undefined }) })],
  ['SP4415', 'a target group that the service is no target of',
    shifted(canary(5)), shifted(canary(5), { props: swapped })],
  ['SP4415', 'another deployment controller',
    shifted(TrafficShift.rolling(), rolled), shifted(TrafficShift.rolling(), { ...rolled, options: codeDeploy })],
  ['SP4415', 'a rule that authenticates before it forwards', shifted(canary(5)), shifted(canary(5), { props: authenticating })],
  ['SP4415', 'a test rule that does', shifted(canary(5), { props: tested }), shifted(canary(5), { props: (api) => ({ alternate: { ...api.alternate, testListenerRule: authenticating(api).alternate.listenerRule } }) })],
  ['SP4416', 'no room for one task more', replacing(2, 150), replacing(2, 100)],
  ['SP4402', 'a signal of requests and no target group', on(errorRatio), on(errorRatio, undefined, { props: () => ({ targetGroup: undefined, alternate: undefined }) })],
  ['SP4402', 'a signal of requests and a target group of no listener', on(errorRatio, undefined, rolled), on(errorRatio, undefined, { props: unlistened })],
  ['SP4402', 'a resource that ECS does not measure', on(saturation('memory')), on(saturation('disk'))],
  ['SP4402', 'saturation and no bake', on(saturation('cpu')), on(saturation('cpu'), minutes(0))],
];

test.each(pairs)('%s: fails when there is %s, and not before', (code, _, passes, fails) => {
  expect(passes).toEqual([]);
  expect(fails).toEqual([expect.stringMatching(new RegExp(`^${code} Api/Workload: `))]);
});

test('SP4415: fails when the owner has given the service an alternate target group already', () => {
  const api = new Service();
  const { service, targetGroup, alternate } = api;
  const target = service.loadBalancerTarget({
    containerName: 'web',
    alternateTarget: new AlternateTarget('Other', {
      alternateTargetGroup: alternate.targetGroup, productionListener: ListenerRuleConfiguration.applicationListenerRule(alternate.listenerRule),
    }),
  });
  service.loadBalancers = [];
  target.attachToApplicationTargetGroup(targetGroup);
  const { pipeline } = new Fixture({ waves: { prod: { environments: [prod], trafficShift: canary(5) } } });
  const workload = new aws.EcsWorkload(api.stack, 'Workload', { pipeline, environment: prod, service, targetGroup, alternate });
  expect(workload.node.validate()).toEqual([expect.stringContaining('got "a service with an alternate target of its own"')]);
});

test.each([['allAtOnce', TrafficShift.allAtOnce(), 1], ['rolling', TrafficShift.rolling(), 0]])('SP4415: of all shifts a daemon can be rolled only, and not %s', (_, trafficShift, problems) => {
  const stack = new Stack();
  const taskDefinition = new Ec2TaskDefinition(stack, 'Tasks');
  taskDefinition.addContainer('agent', { image: ContainerImage.fromRegistry('shop/agent'), memoryLimitMiB: 64 });
  const service = new Ec2Service(stack, 'Agent', { cluster: new Cluster(stack, 'Cluster'), taskDefinition, daemon: true });
  const { pipeline } = new Fixture({ waves: { prod: { environments: [prod], trafficShift } } });
  const found = new aws.EcsWorkload(stack, 'Workload', { pipeline, environment: prod, service }).node.validate();
  expect(found.filter((message) => /SP4415 .*got "allAtOnce and a daemon"/.test(message))).toHaveLength(problems);
  expect(found).toHaveLength(problems);
});

test.each([['none are wanted', 0], ['it is not known how many', new CfnParameter(new Stack(), 'Count', { type: 'Number' }).valueAsNumber]])('room for tasks is not asked for where %s', (_, desiredCount) => {
  expect(replacing(desiredCount, 100)).toEqual([]);
});

test('saturation is asked at a gate of a wave that does not bake', () => {
  expect(messages({ gates: [Gate.quiet(saturation('cpu'))] })).toEqual([]);
});
