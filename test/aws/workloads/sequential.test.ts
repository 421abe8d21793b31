import { Template } from 'aws-cdk-lib/assertions';
import { aws, Duration, NoData, RollbackTrigger, Signal, Traffic, TrafficShift } from 'spillway';
import type { SequentialMeasure } from '../../../src/model/spec';
import { testBeside, testOf } from '../../../src/plan/sequential-signal';
import type { SequentialTest } from '../../../src/plan/stats/sequential';
import { evidence } from '../../../src/plan/stats/sequential';
import { Random } from '../../../src/rehearsal/random';
import type { Missing } from '../../support/metric-math';
import { metricMath } from '../../support/metric-math';
import type { Counted, TrafficTrace } from '../../support/traffic-trace';
import { counted, trafficTrace } from '../../support/traffic-trace';
import type { AlarmProperties } from '../alarm-rules';
import { alarmOf, ruleOf } from '../alarm-rules';
import { Fixture, prod } from '../fixture';
import { Service } from '../service';

const traffic = (clusteringFactor?: number) => Traffic.of({ requestsPerSecond: 100, errorRatio: 0.001, clusteringFactor });
const sequential = Signal.sequential({ detect: 0.006, window: Duration.minutes(30) });
const trafficShift = TrafficShift.canary({ percent: 10, hold: Duration.minutes(15) });
const wave = { rollbackOn: [RollbackTrigger.signal(sequential)], bakeTime: Duration.minutes(30), trafficShift };

const onLambda = (clusteringFactor?: number) => new Fixture({ traffic: traffic(clusteringFactor), waves: { prod: wave } }).deployAll().functionTemplate('prod');
const metricsOf = (alarm: AlarmProperties | undefined) => alarm!.Metrics.filter(({ MetricStat }) => MetricStat);
const expressionOf = (alarm: AlarmProperties | undefined) => alarm!.Metrics.find(({ Expression }) => Expression)!.Expression!;

test('is one alarm over one period as long as the window, which CloudWatch moves on at each evaluation', () => {
  const alarm = alarmOf(onLambda(), 'shop-prod-sequential-error-ratio-v');
  expect(alarm).toMatchObject({ ComparisonOperator: 'GreaterThanOrEqualToThreshold', EvaluationPeriods: 1, DatapointsToAlarm: 1, TreatMissingData: 'notBreaching' });
  expect((alarm as unknown as { Threshold: number }).Threshold).toBeCloseTo(-Math.log(0.05), 10);
  expect(metricsOf(alarm).map(({ MetricStat }) => [MetricStat!.Metric.MetricName, MetricStat!.Period, MetricStat!.Stat])).toEqual([
    ['Errors', 1800, 'Sum'], ['Invocations', 1800, 'Sum'], ['Errors', 1800, 'Sum'], ['Invocations', 1800, 'Sum'],
  ]);
  expect(alarm).not.toHaveProperty('EvaluationWindow');
});

test('says the numbers that were declared, and takes the baseline and the clustering from the traffic', () => {
  const template = onLambda(5);
  expect(expressionOf(alarmOf(template, 'shop-prod-sequential-error-ratio-v')))
    .toBe('(FILL(errors, 0) * LOG(0.006 / 0.001) - FILL(allErrors, 0) * LOG(1 + (0.006 / 0.001 - 1) * requests / allRequests)) / 5');
  expect(expressionOf(alarmOf(template, 'shop-prod-sequential-error-ratio')))
    .toBe('(FILL(errors, 0) * LOG(0.006 * (1 - 0.001) / (0.001 * (1 - 0.006))) + requests * LOG((1 - 0.006) / (1 - 0.001))) / 5');
});

test('stops the shift, and is asked in the bake beside the silence of everybody', () => {
  expect(ruleOf(onLambda(), 'shop-prod'))
    .toBe('(ALARM(shop-prod-sequential-error-ratio) OR ALARM(shop-prod-sequential-error-ratio-v<version>) OR ALARM(shop-prod-no-data))');
  const failing = Signal.sequential({ detect: 0.006, noData: NoData.FAIL });
  const template = new Fixture({ traffic: traffic(), waves: { prod: { ...wave, rollbackOn: [RollbackTrigger.signal(failing)] } } }).deployAll().functionTemplate('prod');
  expect(alarmOf(template, 'shop-prod-sequential-error-ratio')?.TreatMissingData).toBe('breaching');
});

test('judges each target group of a service by itself', () => {
  const api = new Service();
  const { pipeline } = new Fixture({ traffic: traffic(), waves: { prod: { environments: [prod], ...wave } } });
  const workload = new aws.EcsWorkload(api.stack, 'Workload', { pipeline, environment: prod, service: api.service, targetGroup: api.targetGroup, alternate: api.alternate });
  expect(workload.node.validate()).toEqual([]);
  const template = Template.fromStack(api.stack);
  for (const group of ['primary', 'alternate']) {
    const alarm = alarmOf(template, `shop-prod-sequential-error-ratio-${group}`);
    expect(metricsOf(alarm).map(({ MetricStat }) => [MetricStat!.Metric.MetricName, MetricStat!.Period])).toEqual([['HTTPCode_Target_5XX_Count', 1800], ['RequestCount', 1800]]);
  }
});

describe('3000 random traces of traffic, seed 1, give the verdicts of the test itself', () => {
  const WINDOW = 30;
  const LOOKS = [1, 7, 20, 30, 45, 60];
  const versions: SequentialMeasure = { kind: 'sequential', baselineRatio: 0.001, detectRatio: 0.006, falseAlarmRatio: 0.05, power: 0.8, clusteringFactor: 1 };

  const both = (one: Counted, other: Counted): Counted => ({ requests: one.requests + other.requests, failed: one.failed + other.failed });
  const all = (trace: TrafficTrace): Counted[] => trace.version.map((minute, i) => both(minute, trace.other[i]));
  const known = (value: number) => (value > 0 ? value : undefined);
  const isFiring = (alarm: AlarmProperties, data: Record<string, number | undefined>, missing: Missing) => {
    const value = metricMath(expressionOf(alarm), data, missing);
    return value !== undefined && value >= (alarm as unknown as { Threshold: number }).Threshold;
  };
  const stops = (test: SequentialTest, hits: number, others: number, clusteringFactor: number) => evidence(test, hits, others, clusteringFactor) >= test.stopAt;

  test.each<[Missing, number]>([['is missing', 1], ['is zero', 5]])('where a missing data point %s, and errors come in groups of %d', (missing, clusteringFactor) => {
    const template = onLambda(clusteringFactor);
    const [beside, alone] = ['-v', ''].map((part) => alarmOf(template, `shop-prod-sequential-error-ratio${part}`)!);
    const measure = { ...versions, clusteringFactor };
    const random = new Random(1);
    const verdicts = { beside: 0, alone: 0, silent: 0 };
    const different: unknown[] = [];
    for (let i = 0; i < 3_000; i++) {
      const trace = trafficTrace(random, 60);
      for (const look of LOOKS) {
        const version = counted(trace.version, look - WINDOW, look);
        const everybody = counted(all(trace), look - WINDOW, look);
        const data = {
          errors: known(version.failed), requests: known(version.requests), allErrors: known(everybody.failed), allRequests: known(everybody.requests),
        };
        const hasControl = version.requests > 0 && version.requests < everybody.requests;
        const test = hasControl ? testBeside(measure, version.requests / everybody.requests) : undefined;
        const expectedBeside = test !== undefined && stops(test, version.failed, everybody.failed - version.failed, clusteringFactor);
        const expectedAlone = version.requests > 0 && stops(testOf(measure), version.failed, version.requests - version.failed, clusteringFactor);
        if (isFiring(beside, data, missing) !== expectedBeside || isFiring(alone, data, missing) !== expectedAlone) different.push({ i, look, data });
        verdicts.beside += Number(expectedBeside);
        verdicts.alone += Number(expectedAlone);
        verdicts.silent += Number(version.requests === 0);
      }
    }
    expect(different).toEqual([]);
    // there were verdicts of each kind to agree on
    expect(Math.min(...Object.values(verdicts))).toBeGreaterThan(300);
  });
});
