import { Template } from 'aws-cdk-lib/assertions';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Stack } from 'aws-cdk-lib/core';
import * as fc from 'fast-check';
import { aws, Duration, Gate, NoData, RollbackTrigger, Signal, Verification } from 'spillway';
import type { WaveOptions } from 'spillway';
import { ruleOf } from '../alarm-rules';
import { Fixture, prod } from '../fixture';

function deployed(wave: Partial<WaveOptions>): Template {
  const { pipeline } = new Fixture({ waves: { prod: { environments: [prod], ...wave } } });
  const stack = new Stack();
  const handler = new Function(stack, 'Handler', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromInline('1') });
  const workload = new aws.LambdaWorkload(stack, 'Api', { pipeline, environment: prod, handler });
  expect(workload.node.validate()).toEqual([]);
  return Template.fromStack(stack);
}

interface AlarmProperties {
  readonly AlarmName: string | { readonly 'Fn::Join': [string, [string]] };
  readonly MetricName?: string;
  readonly Statistic?: string;
  readonly Period: number;
  readonly Threshold: number;
  readonly TreatMissingData: string;
}

/** Whether the alarm fires while so many requests come, of which none is bad; none at all is no data for everything. */
function fires({ MetricName, Statistic, Period, Threshold, TreatMissingData }: AlarmProperties, requestsPerMinute: number): boolean {
  if (requestsPerMinute === 0) return TreatMissingData === 'breaching';
  return MetricName === 'Invocations' && Statistic === 'Sum' && requestsPerMinute * Period / 60 < Threshold;
}

/** Whether any alarm that a composite one listens to fires. */
function listens(template: Template, alarmName: string, requestsPerMinute: number): boolean {
  const rule = ruleOf(template, alarmName);
  expect(rule).toMatch(/^\(ALARM\([^()]+\)( OR ALARM\([^()]+\))*\)$/);
  const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties as AlarmProperties);
  const name = (of: AlarmProperties) => (typeof of.AlarmName === 'string' ? of.AlarmName : `${of.AlarmName['Fn::Join'][1][0]}<version>`);
  return alarms.some((alarm) => rule.includes(`ALARM(${name(alarm)})`) && fires(alarm, requestsPerMinute));
}

const options = fc.record({
  periodMinutes: fc.constantFrom(1, 5),
  datapointsToFail: fc.integer({ min: 1, max: 3 }),
  more: fc.integer({ min: 0, max: 3 }),
  noData: fc.constantFrom(NoData.HOLD, NoData.FAIL),
  minimumRequests: fc.constantFrom(1, 1, 1, 30, 100),
}).map(({ periodMinutes, datapointsToFail, more, noData, minimumRequests }) => ({
  period: Duration.minutes(periodMinutes), datapointsToFail, datapointsObserved: datapointsToFail + more, noData, minimumRequests,
}));
const signals = fc.array(fc.tuple(options, fc.boolean()), { minLength: 1, maxLength: 3 }).map((drafts) => drafts.map(([of, slow], i) => (slow
  ? Signal.latency({ ...of, name: `slow-${i}`, percentile: 99, atMost: Duration.millis(400) })
  : Signal.errorRatio({ ...of, name: `errors-${i}`, atMost: 0.01 }))));

const WAVES: [name: string, alarm: string, wave: (watched: Signal[]) => Partial<WaveOptions>][] = [
  ['bake', 'shop-prod', (watched) => ({ rollbackOn: watched.map((signal) => RollbackTrigger.signal(signal)), bakeTime: Duration.hours(1) })],
  ['measurement', 'shop-prod', (watched) => ({
    verifications: watched.map((signal, i) => Verification.measurement({ name: `health-${i}`, signal, duration: Duration.hours(1) })),
  })],
  ['quiet gate', 'shop-prod-quiet', (watched) => ({ gates: [Gate.quiet(...watched)] })],
];

test.each(WAVES)('no data is never a pass of a %s, whatever is declared', (_, alarm, wave) => {
  fc.assert(fc.property(signals, (watched) => {
    expect(listens(deployed(wave(watched)), alarm, 0)).toBe(true);
  }), { numRuns: 25 });
});

test.each(WAVES)('a %s passes with exactly as many requests as each signal takes in its observed time', (_, alarm, wave) => {
  fc.assert(fc.property(signals, fc.integer({ min: 1, max: 120 }), (watched, requestsPerMinute) => {
    const short = watched.map((signal) => signal._spec()).some(({ measure, periodMs, datapointsObserved }) => (
      'minimumRequests' in measure && requestsPerMinute * periodMs * datapointsObserved / 60_000 < measure.minimumRequests));
    expect(listens(deployed(wave(watched)), alarm, requestsPerMinute)).toBe(short);
  }), { numRuns: 25 });
});
