import * as fc from 'fast-check';
import { Duration, RollbackTrigger, Signal, SignalScope, Traffic, TrafficShift, Verification } from 'spillway';
import { minimum } from '../../../src/plan/check/minimum';
import { found, soundPlan, testPlan } from '../../support/sound-plan';

const minutes = (amount: number) => Duration.minutes(amount);
const errors = (minimumRequests: number, datapointsObserved = 3, scope = SignalScope.VERSION) => Signal.errorRatio({
  atMost: 0.005, minimumRequests, datapointsToFail: 1, datapointsObserved, scope,
});
const watchedBy = (signal: Signal, requestsPerSecond = 10) => ({
  traffic: Traffic.of({ requestsPerSecond, errorRatio: 0.001 }), rollbackOn: [RollbackTrigger.signal(signal)],
});
const canary = (percent: number, hold: number) => ({ trafficShift: TrafficShift.canary({ percent, hold: minutes(hold) }) });

describe('a step', () => {
  test('fails when its share of the traffic does not make the minimum in the observed time', () => {
    // 10 a second, of which a tenth, for three minutes
    expect(minimum(soundPlan(watchedBy(errors(180)), canary(10, 15)))).toEqual([]);
    expect(found(minimum(soundPlan(watchedBy(errors(181)), canary(10, 15))))).toEqual(['SP2015 Shop/prod/shift']);
  });

  test('fails when it ends before the minimum is made', () => {
    expect(minimum(soundPlan(watchedBy(errors(181, 10)), canary(10, 4)))).toEqual([]);
    expect(found(minimum(soundPlan(watchedBy(errors(181, 10)), canary(10, 3))))).toEqual(['SP2015 Shop/prod/shift']);
  });

  test('is measured with all requests by a signal of the whole service', () => {
    expect(minimum(soundPlan(watchedBy(errors(1800, 3, SignalScope.SERVICE)), canary(1, 15)))).toEqual([]);
  });

  test('says what mends it, each alone', () => {
    const [problem] = minimum(soundPlan(watchedBy(errors(300)), canary(10, 15)));
    expect(problem).toMatchObject({
      got: '180 requests in 3 minutes', allowed: 'at least 300, for "error-ratio" to have data; it sees 10 % of 10 a second',
      remedies: ['let "error-ratio" observe 5 data points', 'give the first step 16.7 % of the traffic', 'lower its minimumRequests to 180'],
    });
    expect(minimum(soundPlan(watchedBy(errors(300, 5)), canary(10, 15)))).toEqual([]);
    expect(minimum(soundPlan(watchedBy(errors(180)), canary(10, 15)))).toEqual([]);
    expect(minimum(soundPlan(watchedBy(errors(300)), canary(16.7, 15)))).toEqual([]);
    expect(minimum(soundPlan(watchedBy(errors(300)), canary(16.6, 15)))).not.toEqual([]);
    expect(minimum(soundPlan(watchedBy(errors(600)), canary(10, 4)))[0].remedies[0]).toBe('hold the step for at least 10 minutes and let "error-ratio" observe 10 data points');
    expect(minimum(soundPlan(watchedBy(errors(600, 10)), canary(10, 10)))).toEqual([]);
  });
});

test('requests that are exactly enough are enough, whatever they come to in the arithmetic', () => {
  const arbitrary = fc.record({
    requestsPerSecond: fc.integer({ min: 1, max: 1_000 }), percent: fc.integer({ min: 1, max: 50 }), observed: fc.integer({ min: 1, max: 8 }),
  });
  fc.assert(fc.property(arbitrary.filter(({ requestsPerSecond, percent, observed }) => requestsPerSecond * percent * observed * 60 % 100 === 0), (declared) => {
    const { requestsPerSecond, percent, observed } = declared;
    const exactly = requestsPerSecond * percent * observed * 60 / 100;
    expect(minimum(soundPlan(watchedBy(errors(exactly, observed), requestsPerSecond), canary(percent, 15)))).toEqual([]);
    const [problem] = minimum(soundPlan(watchedBy(errors(exactly + 1, observed), requestsPerSecond), canary(percent, 15)));
    expect(problem.got).toMatch(`${exactly} request`);
  }), { numRuns: 500 });
});

test('no more data points are proposed than an error ratio can be reckoned with', () => {
  const signal = (datapointsToFail: number) => Signal.errorRatio({ atMost: 0.005, minimumRequests: 1_300, datapointsToFail, datapointsObserved: 8 });
  const remedies = (datapointsToFail: number) => minimum(soundPlan(watchedBy(signal(datapointsToFail)), canary(10, 30)))[0].remedies;
  expect(remedies(2)).toContain('let "error-ratio" observe 22 data points');
  expect(remedies(6).join()).not.toContain('observe');
});

test('a bake fails when the whole traffic does not make the minimum', () => {
  const allAtOnce = { trafficShift: undefined };
  expect(minimum(testPlan(watchedBy(errors(1800)), allAtOnce))).toEqual([]);
  expect(found(minimum(testPlan(watchedBy(errors(1801)), allAtOnce)))).toEqual(['SP2015 Shop/prod/bakeTime']);
  expect(minimum(testPlan(watchedBy(errors(1801)), { ...allAtOnce, bakeTime: undefined }))).toEqual([]);
});

test('a measurement fails when it ends before the minimum is made', () => {
  const measured = (duration: number) => minimum(testPlan(watchedBy(errors(1)), {
    verifications: [Verification.measurement({ name: 'health', signal: Signal.latency({ percentile: 99, atMost: minutes(1), minimumRequests: 1200 }), duration: minutes(duration) })],
  }));
  expect(measured(2)).toEqual([]);
  expect(found(measured(1.9))).toEqual(['SP2015 Shop/prod/verifications/health']);
});

test('a service that nobody calls in the observed time has no data either', () => {
  expect(found(minimum(testPlan(watchedBy(errors(1), 0.005), { trafficShift: undefined })))).toEqual(['SP2015 Shop/prod/bakeTime']);
});

test('without traffic nothing can be said', () => {
  expect(minimum(soundPlan({ ...watchedBy(errors(1_000_000)), traffic: undefined }))).toEqual([]);
});

test('a number that means nothing is left to the check on numbers', () => {
  for (const wrong of [NaN, -1, 0]) expect(minimum(soundPlan(watchedBy(errors(wrong))))).toEqual([]);
});

test('the remedy that lowers the minimum mends it, whatever the traffic', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 99 }), fc.integer({ min: 5, max: 20 }), (rate, percent, hold) => {
    const [problem] = minimum(soundPlan(watchedBy(errors(1_000_000), rate), canary(percent, hold)));
    const lowered = problem.remedies.flatMap((remedy) => /minimumRequests to (\d+)/.exec(remedy)?.[1] ?? []).map(Number);
    for (const value of lowered) expect(minimum(soundPlan(watchedBy(errors(value), rate), canary(percent, hold)))).toEqual([]);
  }));
});
