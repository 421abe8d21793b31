import { Duration, Environment, RollbackTrigger, Signal, Tier, Traffic, TrafficShift } from 'spillway';
import { falseAlarm, quieter } from '../../../src/plan/check/false-alarm';
import { ratioSignals } from '../../../src/plan/check/watching';
import { soundPlan, testPlan } from '../../support/sound-plan';

interface Watch { atMost?: number; datapointsToFail?: number; datapointsObserved?: number; environments?: number; bakeMinutes?: number; errorRatio?: number }

/** One request a second, so sixty in a data point. */
function watch({ atMost = 0.01, datapointsToFail = 1, datapointsObserved, environments = 1, bakeMinutes = 6, errorRatio = 0.001 }: Watch, plan = soundPlan) {
  return plan(
    {
      traffic: Traffic.of({ requestsPerSecond: 1, errorRatio }),
      rollbackOn: [RollbackTrigger.signal(Signal.errorRatio({ atMost, datapointsToFail, datapointsObserved }))],
    },
    {
      environments: Array.from({ length: environments }, (_, i) => new Environment(`prod-${i}`, { tier: Tier.PRODUCTION })),
      trafficShift: TrafficShift.allAtOnce(), bakeTime: Duration.minutes(bakeMinutes),
    },
  );
}

test('the naive gate stops a quarter of all healthy releases', () => {
  // any error among sixty requests, five times: 1 - 0.999^300
  expect(falseAlarm(watch({}))).toMatchObject([{
    code: 'SP2204', path: 'Shop/signals/error-ratio', got: '25.9 % of healthy releases', allowed: 'at most 5 % that are rolled back, by all signals together',
    remedies: ['let "error-ratio" fail on 2 data points', 'let it accept 1.7 % errors', 'give it a longer period'],
  }]);
  expect(1 - 0.999 ** 300).toBeCloseTo(0.259, 3);
});

test('is an error when most healthy releases are stopped', () => {
  expect(falseAlarm(watch({ bakeMinutes: 720 }))).toMatchObject([{ code: 'SP2203' }]);
});

test('every environment is one more chance', () => {
  expect(falseAlarm(watch({ datapointsToFail: 2, bakeMinutes: 10 }))).toEqual([]);
  expect(falseAlarm(watch({ datapointsToFail: 2, bakeMinutes: 10, environments: 3 }))).toMatchObject([{ code: 'SP2204' }]);
});

test('a service without errors, and one that serves nobody, are never stopped by chance', () => {
  expect(falseAlarm(watch({ errorRatio: 0 }))).toEqual([]);
  expect(falseAlarm(watch({ environments: 0 }, testPlan))).toEqual([]);
});

const noisy: Watch[] = [
  {}, { bakeMinutes: 720 }, { datapointsToFail: 2, datapointsObserved: 3, bakeMinutes: 240 }, { datapointsToFail: 2, bakeMinutes: 10, environments: 3 },
];

test.each(noisy)(
  'each remedy is enough, and the one before it is not: %j', (declared) => {
    const plan = watch(declared);
    const { points, atMostRatio } = quieter(plan, plan.traffic!, ratioSignals(plan, plan.waves[0])[0]);
    const observed = (n: number) => ({ datapointsToFail: n, datapointsObserved: Math.max(n, declared.datapointsObserved ?? 0) || undefined });
    expect(falseAlarm(watch({ ...declared, ...observed(points!) }))).toEqual([]);
    expect(falseAlarm(watch({ ...declared, ...observed(points! - 1) }))).not.toEqual([]);
    if (atMostRatio === undefined) return;
    expect(falseAlarm(watch({ ...declared, atMost: atMostRatio }))).toEqual([]);
    expect(falseAlarm(watch({ ...declared, atMost: atMostRatio - 0.001 }))).not.toEqual([]);
  },
);
