import * as fc from 'fast-check';
import { Duration, RollbackTrigger, Signal, SignalScope, Traffic, TrafficShift } from 'spillway';
import { levers, power } from '../../../src/plan/check/power';
import { ratioSignals } from '../../../src/plan/check/watching';
import { found, soundPlan, testPlan } from '../../support/sound-plan';

interface Canary {
  percent: number;
  minutes: number;
  requestsPerSecond: number;
  clusteringFactor?: number;
  detect?: number;
  scope?: SignalScope;
}

/** One data point decides, so that what it takes can be reckoned by hand. */
function canary({ percent, minutes, requestsPerSecond, clusteringFactor, detect, scope }: Canary) {
  const signal = Signal.errorRatio({ atMost: 0.005, detect, scope, datapointsToFail: 1 });
  return soundPlan(
    { traffic: Traffic.of({ requestsPerSecond, errorRatio: 0.001, clusteringFactor }), rollbackOn: [RollbackTrigger.signal(signal)] },
    { trafficShift: TrafficShift.canary({ percent, hold: Duration.minutes(minutes) }) },
  );
}

const small: Canary = { percent: 1, minutes: 3, requestsPerSecond: 100, detect: 0.01 };

test('a step with enough requests notices', () => {
  expect(power(canary({ ...small, percent: 50 }))).toEqual([]);
});

test('fails when the step has too few of them, and says with which probability', () => {
  // 60 requests a minute; two whole minutes; more than 0.3 errors is one: 1 - 0.99^120
  const [problem, ...more] = power(canary(small));
  expect(more).toEqual([]);
  expect(problem).toMatchObject({
    code: 'SP2202', path: 'Shop/prod/shift',
    got: '70.1 % for 1 % errors, with 1 % of the traffic for 3 minutes',
    allowed: 'at least 80 %, for "error-ratio" to notice them',
    remedies: ['hold the step for 4 minutes', 'give it 1.4 % of the traffic', 'declare 1.4 % errors as what it has to detect'],
  });
  expect(1 - 0.99 ** 120).toBeCloseTo(0.701, 3);
  expect(1 - 0.99 ** 180).toBeGreaterThan(0.8);
});

test('is an error when it hardly ever notices', () => {
  expect(found(power(canary({ ...small, requestsPerSecond: 3, detect: 0.006 })))).toEqual(['SP2201 Shop/prod/shift']);
});

test('errors that come in groups count as one', () => {
  expect(power(canary({ ...small, minutes: 5 }))).toEqual([]);
  expect(found(power(canary({ ...small, minutes: 5, clusteringFactor: 5 })))).toEqual(['SP2202 Shop/prod/shift']);
});

test('a signal of the whole service is none of a step', () => {
  expect(power(canary({ ...small, scope: SignalScope.SERVICE }))).toEqual([]);
});

describe('a signal of the whole service beside one of the version of another kind', () => {
  const latency = RollbackTrigger.signal(Signal.latency({ percentile: 99, atMost: Duration.millis(400) }));
  const diluted = ({ percent = 5, minutes = 10, detect = 0.01, scope = SignalScope.SERVICE }: Partial<Canary>) => power(soundPlan({
    traffic: Traffic.of({ requestsPerSecond: 20, errorRatio: 0.001 }),
    rollbackOn: [latency, RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.005, detect, scope, datapointsToFail: 1 }))],
  }, { trafficShift: TrafficShift.canary({ percent, hold: Duration.minutes(minutes) }) }));

  test('fails when errors disappear in it, and each lever mends it', () => {
    const [{ code, got, remedies }] = diluted({});
    expect(code).toBe('SP2205');
    expect(got).toBe('1.9 % for 1 % errors, with 5 % of the traffic for 10 minutes');
    expect(remedies).toEqual([
      'let "error-ratio" measure the new version alone', expect.stringMatching(/^hold the step for \d+/), expect.stringMatching(/^give it [\d.]+ % of the traffic$/),
      expect.stringMatching(/^declare [\d.]+ % errors as what it has to detect$/),
    ]);
    const numberIn = (text: string) => Number(/[\d.]+/.exec(text)![0]);
    expect(diluted({ scope: SignalScope.VERSION })).toEqual([]);
    expect(diluted({ percent: numberIn(remedies[2]) })).toEqual([]);
    expect(diluted({ detect: numberIn(remedies[3]) / 100 })).toEqual([]);
  });

  test('is as good where nearly all traffic has moved', () => {
    expect(diluted({ percent: 95 })).toEqual([]);
  });
});

test('fails when errors in groups leave too little, and says so', () => {
  // 12 independent requests a minute, for four whole minutes: 1 - 0.99^48
  expect(power(canary({ ...small, minutes: 5, clusteringFactor: 5 }))[0].got)
    .toBe('38.3 % for 1 % errors, with 1 % of the traffic for 5 minutes, 300 requests that tell no more than 60 would whose errors came one by one');
});

test('nothing is computed where traffic is unknown, nobody is served, or there is no step', () => {
  const props = { rollbackOn: [RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.005, detect: 0.006, datapointsToFail: 1 }))] };
  const step = { trafficShift: TrafficShift.canary({ percent: 1, hold: Duration.minutes(3) }) };
  const traffic = Traffic.of({ requestsPerSecond: 3, errorRatio: 0.001 });
  expect(power(soundPlan({ ...props, traffic }, step))).toHaveLength(1);
  expect(power(soundPlan({ ...props, traffic: undefined }, step))).toEqual([]);
  expect(power(testPlan({ ...props, traffic }, step))).toEqual([]);
  expect(power(soundPlan({ ...props, traffic }, { trafficShift: TrafficShift.allAtOnce() }))).toEqual([]);
});

test('each lever that is offered is enough, and the one before it is not', () => {
  const arbitrary = fc.record({
    percent: fc.integer({ min: 1, max: 30 }), minutes: fc.integer({ min: 3, max: 20 }), requestsPerSecond: fc.integer({ min: 5, max: 60 }),
    detect: fc.integer({ min: 6, max: 15 }).map((permille) => permille / 1000), clusteringFactor: fc.constantFrom(1, 3),
  });
  let weak = 0;
  fc.assert(fc.property(arbitrary, (declared) => {
    const plan = canary(declared);
    if (power(plan).length === 0) return;
    weak++;
    const [signal] = ratioSignals(plan, plan.waves[0]);
    const { longerMs, percent, ratio } = levers(signal, plan.traffic!, { percent: declared.percent, watchedMs: declared.minutes * 60_000 });
    if (longerMs !== undefined) {
      expect(power(canary({ ...declared, minutes: longerMs / 60_000 }))).toEqual([]);
      expect(power(canary({ ...declared, minutes: longerMs / 60_000 - 1 }))).not.toEqual([]);
    }
    if (percent !== undefined) {
      expect(power(canary({ ...declared, percent }))).toEqual([]);
      if (percent > declared.percent + 0.1) expect(power(canary({ ...declared, percent: percent - 0.1 }))).not.toEqual([]);
    }
    if (ratio !== undefined) {
      expect(power(canary({ ...declared, detect: ratio }))).toEqual([]);
      if (ratio > declared.detect + 0.001) expect(power(canary({ ...declared, detect: ratio - 0.001 }))).not.toEqual([]);
    }
  }), { numRuns: 200 });
  expect(weak).toBeGreaterThan(10);
});

test('no share is proposed that the next step does not have more than', () => {
  const errors = Signal.errorRatio({ atMost: 0.005, detect: 0.01 });
  const traffic = Traffic.of({ requestsPerSecond: 100, errorRatio: 0.001 });
  const remedies = (next: number) => power(soundPlan({ traffic, rollbackOn: [RollbackTrigger.signal(errors)] }, {
    trafficShift: TrafficShift.steps({ percent: 1, hold: Duration.minutes(4) }, { percent: next, hold: Duration.hours(1) }),
  }))[0].remedies.filter((remedy) => remedy.includes('traffic'));
  const [larger] = remedies(50);
  const [share] = (/[\d.]+/.exec(larger) ?? []).map(Number);
  expect(remedies(share + 0.1)).toEqual([larger]);
  expect(remedies(share)).toEqual([]);
});
