import { Match, Template } from 'aws-cdk-lib/assertions';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Duration as CdkDuration, Stack } from 'aws-cdk-lib/core';
import { Duration, Gate, NoData, Plan, RollbackTrigger, Signal, TrafficShift, Verification } from 'spillway';
import type { RequestSignalOptions, WaveOptions } from 'spillway';
import { WorkloadAlarms } from '../../../src/aws/workloads/workload-alarms';
import type { Reading } from '../../../src/aws/workloads/workload-metrics';
import type { SignalSpec } from '../../../src/model/spec';
import { alarmOf, ruleOf } from '../alarm-rules';
import { Fixture } from '../fixture';

const deployed = (wave: Partial<WaveOptions>) => new Fixture({ waves: { prod: wave } }).deployAll().functionTemplate('prod');
const on = (...signals: Signal[]) => ({ rollbackOn: signals.map((signal) => RollbackTrigger.signal(signal)), bakeTime: Duration.minutes(30) });
const errors = (options: RequestSignalOptions = {}) => Signal.errorRatio({ atMost: 0.01, ...options });
const slow = (options: RequestSignalOptions = {}) => Signal.latency({ percentile: 99, atMost: Duration.millis(400), ...options });

describe('no data, as declared', () => {
  test('that holds fires through an alarm of its own, when nothing is left to judge by', () => {
    const template = deployed(on(errors({ noData: NoData.HOLD })));
    expect(ruleOf(template, 'shop-prod')).toBe('(ALARM(shop-prod-error-ratio) OR ALARM(shop-prod-error-ratio-v<version>) OR ALARM(shop-prod-no-data))');
    expect(alarmOf(template, 'shop-prod-error-ratio')?.TreatMissingData).toBe('notBreaching');
    expect(alarmOf(template, 'shop-prod-no-data')).toMatchObject({ Threshold: 1, EvaluationPeriods: 3, TreatMissingData: 'breaching' });
  });

  test('takes as long as the signal that looks back least: a slower one beside it does not make a short silence pass', () => {
    const brief = errors({ datapointsToFail: 2, datapointsObserved: 2 });
    const long = slow({ period: Duration.minutes(5), datapointsToFail: 3, datapointsObserved: 10 });
    const silent = { MetricName: 'Invocations', Period: 60, EvaluationPeriods: 2 };
    for (const wave of [on(brief, long), on(long, brief), { ...on(long), gates: [Gate.quiet(brief)] }, { ...on(brief), gates: [Gate.quiet(long)] }]) {
      expect(alarmOf(deployed(wave), 'shop-prod-no-data')).toMatchObject(silent);
    }
    // where nothing bakes, the trigger is asked while traffic shifts, when silence is no matter
    const trafficShift = TrafficShift.canary({ percent: 10, hold: Duration.minutes(30) });
    expect(alarmOf(deployed({ rollbackOn: on(brief).rollbackOn, trafficShift, gates: [Gate.quiet(long)] }), 'shop-prod-no-data')).toMatchObject({ Period: 300, EvaluationPeriods: 10 });
  });

  test('that fails counts as a failing data point', () => {
    const template = deployed(on(errors({ noData: NoData.FAIL })));
    expect(ruleOf(template, 'shop-prod')).toBe('(ALARM(shop-prod-error-ratio) OR ALARM(shop-prod-error-ratio-v<version>))');
    expect(alarmOf(template, 'shop-prod-error-ratio')?.TreatMissingData).toBe('breaching');
  });

  test('never stops a shift, in whose first minute nobody has called the new version', () => {
    expect(alarmOf(deployed(on(errors({ noData: NoData.FAIL }))), 'shop-prod-error-ratio-v')?.TreatMissingData).toBe('notBreaching');
  });

  test('keeps the quiet gate closed, too', () => {
    expect(ruleOf(deployed({ gates: [Gate.quiet(slow())] }), 'shop-prod-quiet')).toBe('(ALARM(shop-prod-latency-p99) OR ALARM(shop-prod-no-data))');
    expect(alarmOf(deployed({ gates: [Gate.quiet(slow({ noData: NoData.FAIL }))] }), 'shop-prod-latency-p99')?.TreatMissingData).toBe('breaching');
  });
});

describe('verifications without a bake', () => {
  const verified = (wave: Partial<WaveOptions>) => ({ verifications: [Verification.job({ name: 'e2e', commands: ['npm run e2e'] })], ...wave, bakeTime: undefined });

  test.each([NoData.HOLD, NoData.FAIL])('ask for everybody and for the new version, and no silence counts', (noData) => {
    const template = deployed(verified(on(errors({ noData }))));
    expect(ruleOf(template, 'shop-prod')).toBe('(ALARM(shop-prod-error-ratio) OR ALARM(shop-prod-error-ratio-v<version>))');
    for (const alarm of ['shop-prod-error-ratio', 'shop-prod-error-ratio-v']) expect(alarmOf(template, alarm)?.TreatMissingData).toBe('notBreaching');
    expect(alarmOf(template, 'shop-prod-no-data')).toBeUndefined();
  });

  test('silence still keeps a quiet gate closed that asks for the same signal', () => {
    const signal = errors({ noData: NoData.FAIL });
    const template = deployed(verified({ ...on(signal), gates: [Gate.quiet(signal)] }));
    expect(ruleOf(template, 'shop-prod')).toBe('(ALARM(shop-prod-error-ratio) OR ALARM(shop-prod-error-ratio-v<version>))');
    expect(ruleOf(template, 'shop-prod-quiet')).toBe('(ALARM(shop-prod-error-ratio) OR ALARM(shop-prod-no-data))');
    expect(alarmOf(template, 'shop-prod-error-ratio')?.TreatMissingData).toBe('notBreaching');
  });

  test('a few requests are not judged where a minimum is declared', () => {
    const signal = errors({ minimumRequests: 100, datapointsToFail: 2, datapointsObserved: 5 });
    const template = deployed(verified({ ...on(signal), gates: [Gate.quiet(signal)] }));
    expect(ruleOf(template, 'shop-prod')).toBe('(ALARM(shop-prod-error-ratio-shift) OR ALARM(shop-prod-error-ratio-v<version>))');
    expect(alarmOf(template, 'shop-prod-error-ratio-shift')?.Metrics[0].Expression).toBe('IF(requests >= 20, measured, 0)');
    expect(ruleOf(template, 'shop-prod-quiet')).toBe('(ALARM(shop-prod-error-ratio) OR ALARM(shop-prod-error-ratio-no-data))');
  });

  test.each<[string, Partial<WaveOptions>]>([
    ['without signals', verified({})],
    ['without verifications', { ...on(errors()), bakeTime: undefined }],
  ])('there is no alarm to ask %s', (_, wave) => {
    expect(deployed(wave).findResources('AWS::CloudWatch::CompositeAlarm')).toEqual({});
  });
});

describe('a minimum of requests', () => {
  const minimum = errors({ minimumRequests: 100, datapointsToFail: 2, datapointsObserved: 5, period: Duration.minutes(2) });

  test('is counted over all observed data points, and fewer fire', () => {
    const template = deployed(on(minimum));
    expect(ruleOf(template, 'shop-prod')).toBe('(ALARM(shop-prod-error-ratio) OR ALARM(shop-prod-error-ratio-v<version>) OR ALARM(shop-prod-error-ratio-no-data))');
    expect(alarmOf(template, 'shop-prod-error-ratio-no-data')).toMatchObject({
      MetricName: 'Invocations', Statistic: 'Sum', Period: 600, EvaluationPeriods: 1, Threshold: 100, ComparisonOperator: 'LessThanThreshold', TreatMissingData: 'breaching',
    });
  });

  test('is asked of the new version by its share in each data point', () => {
    const { Metrics, TreatMissingData } = alarmOf(deployed(on(minimum)), 'shop-prod-error-ratio-v')!;
    expect(TreatMissingData).toBe('notBreaching');
    expect(Metrics.map(({ Id, Expression, ReturnData }) => [Id, Expression, ReturnData !== false])).toEqual([
      ['expr_1', 'IF(requests >= 20, measured, 0)', true],
      ['requests', undefined, false],
      ['measured', 'errors / invocations', false],
      ['errors', undefined, false],
      ['invocations', undefined, false],
    ]);
    const requests = Metrics.find(({ Id }) => Id === 'requests')?.MetricStat;
    expect(requests).toMatchObject({ Period: 120, Stat: 'Sum', Metric: { MetricName: 'Invocations' } });
    expect(requests?.Metric.Dimensions.map(({ Name }) => Name)).toContain('ExecutedVersion');
  });

  test('does not hide what all callers get in the bake', () => {
    expect(alarmOf(deployed(on(minimum)), 'shop-prod-error-ratio')?.Metrics.map(({ Expression }) => Expression)).toContain('errors / invocations');
  });

  test('of one signal says nothing of another', () => {
    expect(ruleOf(deployed(on(minimum, slow())), 'shop-prod')).toContain('OR ALARM(shop-prod-no-data) OR ALARM(shop-prod-error-ratio-no-data))');
  });

  test('fires also where missing data points count as failing', () => {
    expect(ruleOf(deployed(on(errors({ minimumRequests: 100, noData: NoData.FAIL }))), 'shop-prod')).toMatch(/OR ALARM\(shop-prod-error-ratio-no-data\)\)$/);
  });

  test('of one is what an alarm on silence says anyway', () => {
    expect(alarmOf(deployed(on(errors({ minimumRequests: 1 }))), 'shop-prod-error-ratio-no-data')).toBeUndefined();
  });
});

describe('a measurement', () => {
  const measured = (bakeTime?: Duration) => ({ verifications: [Verification.measurement({ name: 'health', signal: slow(), duration: Duration.minutes(20) })], bakeTime });

  test('is watched by the alarm of the bake, and does not stop a shift', () => {
    const template = deployed({ ...measured(Duration.minutes(30)), rollbackOn: [RollbackTrigger.signal(errors())] });
    expect(ruleOf(template, 'shop-prod')).toContain('ALARM(shop-prod-latency-p99)');
    expect(alarmOf(template, 'shop-prod-latency-p99-v')).toBeUndefined();
    template.hasResourceProperties('AWS::CodeDeploy::DeploymentGroup', { AlarmConfiguration: { Alarms: [{ Name: { Ref: Match.stringLikeRegexp('errorratioversion') } }] } });
  });

  test('makes the bake longer by as long as it takes', () => {
    const fixture = new Fixture({ waves: { prod: { ...measured(Duration.minutes(30)), rollbackOn: [RollbackTrigger.signal(errors())] } } }).deployAll();
    expect(fixture.stage('prod').OnSuccess?.Conditions[0]).toMatchObject({ Result: 'ROLLBACK', Rules: [{ Configuration: { AlarmName: 'shop-prod', WaitTime: '50' } }] });
  });

  test('has an alarm of its own kind in a wave without a bake', () => {
    expect(ruleOf(deployed(measured()), 'shop-prod')).toBe('(ALARM(shop-prod-latency-p99) OR ALARM(shop-prod-no-data))');
  });
});

describe('more alarms than a rule takes', () => {
  const signals = (count: number) => Array.from({ length: count }, (_, i) => errors({ name: `errors-${i}` }));

  test('are listened to through alarms in between', () => {
    const template = deployed({ gates: [Gate.quiet(...signals(61))] });
    expect(ruleOf(template, 'shop-prod-quiet')).toBe('(ALARM(shop-prod-quiet-any-1) OR ALARM(shop-prod-quiet-any-2) OR ALARM(shop-prod-quiet-any-3))');
    const listened = [1, 2, 3].flatMap((i) => ruleOf(template, `shop-prod-quiet-any-${i}`).match(/ALARM\([^)]+\)/g) ?? []);
    expect(new Set(listened)).toEqual(new Set([...signals(61).map((_, i) => `ALARM(shop-prod-errors-${i})`), 'ALARM(shop-prod-no-data)']));
  });

  test('and no more in between than needed', () => {
    deployed({ gates: [Gate.quiet(...signals(29))] }).resourceCountIs('AWS::CloudWatch::CompositeAlarm', 1);
    deployed({ gates: [Gate.quiet(...signals(30))] }).resourceCountIs('AWS::CloudWatch::CompositeAlarm', 3);
  });
});

describe('a platform whose requests go to several places', () => {
  const requests = (place: string, periodMs: number) => new Metric({ namespace: 'Platform', metricName: 'Requests', dimensionsMap: { place }, statistic: 'Sum', period: CdkDuration.millis(periodMs) });
  const platform = (...places: Reading['id'][]) => {
    const settled = ({ periodMs }: SignalSpec) => places.map((place) => ({
      id: place, name: place, metric: new Metric({ namespace: 'Platform', metricName: 'Errors', dimensionsMap: { place } }), requests: requests(place, periodMs),
    }));
    return { settled, shifting: settled };
  };
  const alarms = (signal: Signal, ...places: Reading['id'][]) => {
    const plan = Plan.of(new Fixture({ waves: { prod: on(signal) } }).pipeline)._document;
    const stack = new Stack();
    const { shift } = new WorkloadAlarms(stack, 'Alarms', { plan, wave: plan.waves[0], environment: 'prod', measured: platform(...places), metrics: {} });
    expect(shift).toHaveLength(places.length);
    return Template.fromStack(stack);
  };

  test('is silent when all of them are, also where missing data points would count: one may be idle for good', () => {
    for (const noData of [NoData.HOLD, NoData.FAIL]) {
      const template = alarms(errors({ noData }), 'primary', 'alternate');
      expect(ruleOf(template, 'shop-prod')).toBe('(ALARM(shop-prod-error-ratio-primary) OR ALARM(shop-prod-error-ratio-alternate) OR (ALARM(shop-prod-no-data-primary) AND ALARM(shop-prod-no-data-alternate)))');
      expect(alarmOf(template, 'shop-prod-error-ratio-primary')?.TreatMissingData).toBe('notBreaching');
    }
  });

  test('is so also where it tells versions apart while traffic shifts', () => {
    const plan = Plan.of(new Fixture({ waves: { prod: on(errors({ noData: NoData.FAIL })) } }).pipeline)._document;
    const stack = new Stack();
    const measured = { ...platform('primary', 'alternate'), shifting: () => [] };
    new WorkloadAlarms(stack, 'Alarms', { plan, wave: plan.waves[0], environment: 'prod', measured, metrics: {} });
    expect(alarmOf(Template.fromStack(stack), 'shop-prod-error-ratio-alternate')?.TreatMissingData).toBe('notBreaching');
  });

  test('counts them together for a minimum', () => {
    const sum = alarmOf(alarms(errors({ minimumRequests: 100 }), 'primary', 'alternate'), 'shop-prod-error-ratio-no-data');
    expect(sum).toMatchObject({ Threshold: 100, EvaluationPeriods: 1 });
    expect(sum?.Metrics.flatMap(({ Expression, MetricStat }) => Expression ?? MetricStat?.Period ?? [])).toEqual(['SUM([r0, r1])', 180, 180]);
  });

  test('asks for the minimum in each data point only while traffic shifts, and judges everything in the bake', () => {
    const template = alarms(errors({ minimumRequests: 100 }), 'primary', 'alternate');
    const named = ['primary', 'alternate', 'primary-shift', 'alternate-shift'].map((part) => `ALARM(shop-prod-error-ratio-${part})`);
    expect(ruleOf(template, 'shop-prod')).toBe(`(${[...named, 'ALARM(shop-prod-error-ratio-no-data)'].join(' OR ')})`);
    expect(alarmOf(template, 'shop-prod-error-ratio-primary')?.Metrics).toBeUndefined();
    expect(alarmOf(template, 'shop-prod-error-ratio-primary-shift')?.Metrics[0]).toMatchObject({ Expression: 'IF(requests >= 34, measured, 0)' });
  });

  test('or to one that stops shifts and bakes by the same alarm is silent through an alarm of its own', () => {
    const template = alarms(errors({ noData: NoData.FAIL }), 'primary');
    expect(ruleOf(template, 'shop-prod')).toBe('(ALARM(shop-prod-error-ratio-primary) OR ALARM(shop-prod-no-data-primary))');
    expect(alarmOf(template, 'shop-prod-error-ratio-primary')?.TreatMissingData).toBe('notBreaching');
  });
});
