import { Match, Template } from 'aws-cdk-lib/assertions';
import type { HostedConfigurationProps } from 'aws-cdk-lib/aws-appconfig';
import { Application, ConfigurationContent, ConfigurationType, HostedConfiguration } from 'aws-cdk-lib/aws-appconfig';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { App, Stack } from 'aws-cdk-lib/core';
import { aws, Duration, Gate, RollbackTrigger, Signal, TrafficShift } from 'spillway';
import type { TrafficStep, WaveOptions } from 'spillway';
import { errorRatio, Fixture, prod, workloads } from '../fixture';

const { minutes, hours, seconds } = Duration;
const abandoned = (i: number) => Signal.custom({ name: `abandoned-${i}`, metric: 'abandoned', atMost: 0.1 });
const flags = JSON.stringify({ version: '1', flags: { checkout: { name: 'checkout' } }, values: { checkout: { enabled: true } } });

function made(wave: Partial<WaveOptions>, props: Partial<HostedConfigurationProps> = {}): { workload: aws.FlagWorkload; stack: Stack } {
  const stack = new Stack(new App(), 'Flags', { env: workloads });
  const { pipeline } = new Fixture({ waves: { prod: { environments: [prod], ...wave } } });
  const configuration = new HostedConfiguration(stack, 'Configuration', {
    application: new Application(stack, 'Application'), type: ConfigurationType.FEATURE_FLAGS, content: ConfigurationContent.fromInlineJson(flags), ...props,
  });
  const names = (wave.rollbackOn ?? []).map((_, i) => `abandoned-${i}`);
  const metrics = Object.fromEntries(names.map((name) => [name, new Metric({ namespace: 'Shop', metricName: name })]));
  return { stack, workload: new aws.FlagWorkload(stack, 'Workload', { pipeline, environment: prod, configuration, metrics }) };
}

const opening = (flag: string, ...steps: TrafficStep[]) => TrafficShift.flag({ flag, steps });
const equal = (percent: number, hold: Duration) => (
  opening('checkout', ...Array.from({ length: Math.ceil(100 / percent) - 1 }, (_, i) => ({ percent: (i + 1) * percent, hold }))));
const watching = (count: number, bakeTime = minutes(30)) => ({
  trafficShift: equal(20, minutes(6)), bakeTime, rollbackOn: Array.from({ length: count }, (_, i) => RollbackTrigger.signal(abandoned(i))),
});

function deployed(wave: Partial<WaveOptions>): Template {
  const { stack, workload } = made(wave);
  expect(workload.node.validate()).toEqual([]);
  return Template.fromStack(stack);
}

test('a flag opens in equal steps over their time together, and bakes', () => {
  const template = deployed(watching(1));
  template.hasResourceProperties('AWS::AppConfig::DeploymentStrategy', {
    GrowthFactor: 20, GrowthType: 'LINEAR', DeploymentDurationInMinutes: 30, FinalBakeTimeInMinutes: 30, ReplicateTo: 'NONE',
  });
  template.hasResourceProperties('AWS::AppConfig::Deployment', {
    ApplicationId: { Ref: Match.stringLikeRegexp('^Application') },
    EnvironmentId: { Ref: Match.stringLikeRegexp('^WorkloadEnvironment') },
    ConfigurationVersion: { Ref: Match.stringLikeRegexp('^Configuration') },
    DeploymentStrategyId: { Ref: Match.stringLikeRegexp('^WorkloadShift') },
  });
  template.hasResourceProperties('AWS::AppConfig::Environment', { Name: 'prod' });
});

test('all at once takes no time', () => {
  deployed({ trafficShift: TrafficShift.allAtOnce() }).hasResourceProperties('AWS::AppConfig::DeploymentStrategy', {
    GrowthFactor: 100, DeploymentDurationInMinutes: 0, FinalBakeTimeInMinutes: 0,
  });
});

test('AppConfig bakes for a day at most, and the pipeline for as long as declared', () => {
  deployed(watching(1, hours(30))).hasResourceProperties('AWS::AppConfig::DeploymentStrategy', { FinalBakeTimeInMinutes: 1440 });
});

test('the version before is kept, so that it can come back', () => {
  deployed(watching(1)).hasResource('AWS::AppConfig::HostedConfigurationVersion', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
});

test('signals close a flag: each has an alarm that AppConfig may ask, which does not fire for silence', () => {
  const template = deployed(watching(2));
  const [environment] = Object.values(template.findResources('AWS::AppConfig::Environment'));
  const alarms = template.findResources('AWS::CloudWatch::Alarm');
  const monitors = environment.Properties.Monitors.map(({ AlarmArn }: { AlarmArn: { 'Fn::GetAtt': [string] } }) => alarms[AlarmArn['Fn::GetAtt'][0]].Properties);
  expect(monitors).toEqual([0, 1].map((i) => expect.objectContaining({ AlarmName: `shop-prod-abandoned-${i}-opening`, MetricName: `abandoned-${i}`, TreatMissingData: 'notBreaching' })));
  template.hasResourceProperties('AWS::IAM::Role', {
    AssumeRolePolicyDocument: { Statement: [Match.objectLike({ Principal: { Service: 'appconfig.amazonaws.com' } })] },
    Policies: [{ PolicyDocument: { Statement: [{ Action: 'cloudwatch:DescribeAlarms', Effect: 'Allow', Resource: '*' }] } }],
  });
});

test('a custom signal closes a flag while it opens, so it needs no bake', () => {
  deployed(watching(1, minutes(0))).hasResourceProperties('AWS::AppConfig::Environment', { Monitors: [Match.anyValue()] });
});

test('in the bake of the pipeline no data counts', () => {
  deployed(watching(1)).hasResourceProperties('AWS::CloudWatch::Alarm', { AlarmName: 'shop-prod-abandoned-0', TreatMissingData: 'breaching' });
});

const messages = (wave: Partial<WaveOptions>, props?: Partial<HostedConfigurationProps>) => made(wave, props).workload.node.validate();
const shifted = (trafficShift: TrafficShift, props?: Partial<HostedConfigurationProps>) => messages({ trafficShift }, props);
const hold = minutes(6);

const pairs: [code: string, what: string, passes: string[], fails: string[]][] = [
  ['SP4211', 'a canary', shifted(equal(50, hold)), shifted(TrafficShift.canary({ percent: 10, hold }))],
  ['SP4421', 'one small step', shifted(opening('checkout', { percent: 50, hold })), shifted(opening('checkout', { percent: 10, hold }))],
  ['SP4421', 'steps of different shares', shifted(equal(25, hold)), shifted(opening('checkout', { percent: 25, hold }, { percent: 60, hold }, { percent: 75, hold }))],
  ['SP4421', 'steps of different times', shifted(equal(50, hold)), shifted(opening('checkout', { percent: 25, hold }, { percent: 50, hold: minutes(7) }, { percent: 75, hold }))],
  ['SP4421', 'steps that do not make a hundred', shifted(equal(20, hold)), shifted(equal(30, hold))],
  ['SP4421', 'half minutes', shifted(equal(50, seconds(30))), shifted(equal(50, seconds(45)))],
  ['SP4421', 'over a day', shifted(equal(20, minutes(288))), shifted(equal(20, minutes(289)))],
  ['SP4422', 'a sixth signal', messages(watching(5)), messages(watching(6))],
  ['SP4423', 'another flag', shifted(equal(50, hold)), shifted(opening('chekout', { percent: 50, hold }))],
  ['SP4423', 'no flag that could be read', shifted(equal(50, hold)), shifted(equal(50, hold), { content: ConfigurationContent.fromInlineText('checkout: true') })],
  ['SP4402', 'a signal of requests', messages({ trafficShift: equal(50, hold) }), messages({ trafficShift: equal(50, hold), gates: [Gate.quiet(errorRatio)] })],
];

test.each(pairs)('%s: fails when there is %s, and not before', (code, _, passes, fails) => {
  expect(passes).toEqual([]);
  expect(fails).toEqual([expect.stringMatching(new RegExp(`^${code} Flags/Workload: `))]);
});

test('a configuration in a form of its own has its flags wherever it likes', () => {
  expect(shifted(equal(50, hold), { type: ConfigurationType.FREEFORM, content: ConfigurationContent.fromInlineText('checkout: true') })).toEqual([]);
});

test('SP4424: fails when the configuration deploys itself', () => {
  const stack = new Stack(new App(), 'Flags', { env: workloads });
  const application = new Application(stack, 'Application');
  const { pipeline } = new Fixture({ waves: { prod: { environments: [prod], trafficShift: equal(50, hold) } } });
  const configuration = new HostedConfiguration(stack, 'Configuration', {
    application, type: ConfigurationType.FEATURE_FLAGS, content: ConfigurationContent.fromInlineJson(flags), deployTo: [application.addEnvironment('other')],
  });
  expect(new aws.FlagWorkload(stack, 'Workload', { pipeline, environment: prod, configuration }).node.validate()).toEqual([expect.stringMatching(/^SP4424 /)]);
});

test('a flag needs no bake for its signals to be watched', () => {
  expect(messages(watching(1, minutes(0)))).toEqual([]);
});
