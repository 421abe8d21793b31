import { Template } from 'aws-cdk-lib/assertions';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import * as synthetics from 'aws-cdk-lib/aws-synthetics';
import { Duration as CdkDuration, Stack } from 'aws-cdk-lib/core';
import { aws, Duration, Gate, RollbackTrigger, Signal } from 'spillway';
import type { WaveOptions } from 'spillway';
import { ruleOf } from '../alarm-rules';
import { Fixture, prod } from '../fixture';

const checkout = Signal.synthetic({ probe: 'checkout', period: Duration.minutes(5), atLeastSuccessPercent: 90 });
const baked = (signal: Signal) => ({ rollbackOn: [RollbackTrigger.signal(signal)], bakeTime: Duration.hours(1) });

/** A function released with canaries that run as is said; each is named after its schedule's place. */
function workload(wave: Partial<WaveOptions>, schedules: Record<string, synthetics.Schedule>) {
  const { pipeline } = new Fixture({ waves: { prod: { environments: [prod], ...wave } } });
  const stack = new Stack();
  const handler = new Function(stack, 'Handler', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromInline('1') });
  const probes = Object.fromEntries(Object.entries(schedules).map(([name, schedule]) => [name, new synthetics.Canary(stack, name, {
    canaryName: name,
    schedule,
    runtime: new synthetics.Runtime('syn-nodejs-playwright-3.0', synthetics.RuntimeFamily.NODEJS),
    test: synthetics.Test.custom({ code: synthetics.Code.fromInline('exports.handler = async () => {};'), handler: 'index.handler' }),
  })]));
  return { stack, construct: new aws.LambdaWorkload(stack, 'Api', { pipeline, environment: prod, handler, probes }) };
}

const every = (minutes: number) => synthetics.Schedule.rate(CdkDuration.minutes(minutes));
const messages = (wave: Partial<WaveOptions>, schedules: Record<string, synthetics.Schedule>) => workload(wave, schedules).construct.node.validate();

test('a synthetic signal is the success of the canary that is its probe, and a run that is missing counts against the release', () => {
  const template = Template.fromStack(workload(baked(checkout), { checkout: every(5) }).stack);
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'shop-prod-synthetic-checkout',
    Namespace: 'CloudWatchSynthetics',
    MetricName: 'SuccessPercent',
    Statistic: 'Average',
    Period: 300,
    EvaluationPeriods: 3,
    Threshold: 90,
    ComparisonOperator: 'LessThanThreshold',
    TreatMissingData: 'breaching',
    Dimensions: [{ Name: 'CanaryName' }],
  });
  expect(ruleOf(template, 'shop-prod')).toBe('(ALARM(shop-prod-synthetic-checkout))');
});

test('it does not stop a shift, since it does not tell versions apart', () => {
  const template = Template.fromStack(workload(baked(checkout), { checkout: every(5) }).stack);
  expect(Object.values(template.findResources('AWS::CodeDeploy::DeploymentGroup')).map(({ Properties }) => Properties.AlarmConfiguration)).toEqual([undefined]);
});

test.each<[code: string, what: string, passes: string[], fails: string[]]>([
  ['SP4212', 'no canary for a probe that undoes', messages(baked(checkout), { checkout: every(5) }), messages(baked(checkout), {})],
  ['SP4212', 'no canary for a probe of a quiet gate', messages({ gates: [Gate.quiet(checkout)] }, { checkout: every(5) }), messages({ gates: [Gate.quiet(checkout)] }, {})],
  ['SP4213', 'a canary that no signal asks', messages({}, {}), messages({}, { checkuot: every(5) })],
  ['SP4214', 'a canary that runs less often than its signal is measured', messages(baked(checkout), { checkout: every(5) }), messages(baked(checkout), { checkout: every(6) })],
  ['SP4214', 'a canary that runs every hour', messages(baked(checkout), { checkout: every(1) }),
    messages(baked(checkout), { checkout: synthetics.Schedule.rate(CdkDuration.hours(1)) })],
  ['SP4214', 'a canary that runs once', messages(baked(checkout), { checkout: synthetics.Schedule.cron({ minute: '0/5' }) }), messages(baked(checkout), { checkout: synthetics.Schedule.once() })],
])('%s: fails when there is %s, and not before', (code, _, passes, fails) => {
  expect(passes).toEqual([]);
  expect(fails).toEqual([expect.stringMatching(new RegExp(`^${code} Default/Api: `))]);
});

test('what is missing and what is too much are both told by name', () => {
  expect(messages(baked(checkout), { checkuot: every(5) })).toEqual([
    'SP4212 Default/Api: synthetic signal has no probe: got "checkuot", allowed is a canary for checkout, which synthetic-checkout asks; give the workload a probe named checkout',
    'SP4213 Default/Api: probe belongs to no synthetic signal: got "checkuot", allowed is one of checkout; correct the name, or remove the probe',
  ]);
});
