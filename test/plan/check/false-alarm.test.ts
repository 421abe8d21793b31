import * as fc from 'fast-check';
import { Duration, Environment, RollbackTrigger, Signal, Tier, Traffic, TrafficShift } from 'spillway';
import { falseAlarm, quieter } from '../../../src/plan/check/false-alarm';
import { ratioSignals } from '../../../src/plan/check/watching';
import { soundPlan, testPlan } from '../../support/sound-plan';

interface Watch {
  atMost?: number;
  datapointsToFail?: number;
  datapointsObserved?: number;
  environments?: number;
  bakeMinutes?: number;
  errorRatio?: number;
  periodMinutes?: number;
}

/** One request a second, so sixty in a data point. */
function watch(declared: Watch, plan = soundPlan) {
  const { atMost = 0.01, datapointsToFail = 1, datapointsObserved, environments = 1, bakeMinutes = 6, errorRatio = 0.001, periodMinutes = 1 } = declared;
  const signal = Signal.errorRatio({ atMost, detect: 0.02, datapointsToFail, datapointsObserved, period: Duration.minutes(periodMinutes) });
  return plan(
    { traffic: Traffic.of({ requestsPerSecond: 1, errorRatio }), rollbackOn: [RollbackTrigger.signal(signal)] },
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
    remedies: ['let "error-ratio" fail on 2 data points', 'let it accept 1.7 % errors'],
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

test('a signal that looks further back is quieter, as long as it can still fail in time', () => {
  expect(falseAlarm(watch({ bakeMinutes: 60 }))[0].remedies).toContain('give it a period of 5 minutes');
  expect(falseAlarm(watch({ bakeMinutes: 5.5 }))[0].remedies.filter((remedy) => remedy.includes('period'))).toEqual([]);
});

test('fails when no single change is enough, and says what else there is', () => {
  expect(falseAlarm(watch({ bakeMinutes: 2.5, errorRatio: 0.009, atMost: 0.009 }))[0].remedies).toEqual([
    'lengthen the steps and the bake time, and with them the period of each signal', 'trigger on fewer signals',
  ]);
});

test('each remedy is enough, and the one before it is not', () => {
  const arbitrary = fc.record({
    atMost: fc.integer({ min: 2, max: 10 }).map((permille) => permille / 1000),
    datapointsToFail: fc.integer({ min: 1, max: 3 }), more: fc.integer({ min: 0, max: 2 }),
    environments: fc.integer({ min: 1, max: 3 }), bakeMinutes: fc.constantFrom(6, 20, 60, 240), errorRatio: fc.constantFrom(0.0005, 0.001),
  });
  let loud = 0;
  fc.assert(fc.property(arbitrary, ({ more, ...rest }) => {
    const declared: Watch = { ...rest, datapointsObserved: rest.datapointsToFail + more };
    const plan = watch(declared);
    if (falseAlarm(plan).length === 0) return;
    loud++;
    const { points, atMostRatio, periodMs } = quieter(plan, plan.traffic!, ratioSignals(plan, plan.waves[0])[0]);
    const passes = (change: Watch) => falseAlarm(watch({ ...declared, ...change })).length === 0;
    const observed = (n: number) => ({ datapointsToFail: n, datapointsObserved: Math.max(n, declared.datapointsObserved!) });
    if (points !== undefined) expect([passes(observed(points)), passes(observed(points - 1))]).toEqual([true, false]);
    if (atMostRatio !== undefined) expect([passes({ atMost: atMostRatio }), passes({ atMost: atMostRatio - 0.001 })]).toEqual([true, false]);
    if (periodMs !== undefined) expect(passes({ periodMinutes: periodMs / 60_000 })).toBe(true);
  }), { numRuns: 100 });
  expect(loud).toBeGreaterThan(20);
});
