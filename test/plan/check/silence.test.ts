import * as fc from 'fast-check';
import { Duration, NoData, RollbackTrigger, Signal, Traffic, TrafficShift } from 'spillway';
import { silence } from '../../../src/plan/check/silence';
import { found, soundPlan, testPlan } from '../../support/sound-plan';

interface Asked { minimumRequests?: number; percent?: number; datapointsObserved?: number; noData?: NoData; requestsPerSecond?: number; measure?: 'errors' | 'latency' }

function asking({ minimumRequests, percent = 1, datapointsObserved = 3, noData, requestsPerSecond = 2, measure = 'errors' }: Asked, plan = soundPlan) {
  const evaluation = { datapointsToFail: 1, datapointsObserved, minimumRequests, noData };
  const signal = measure === 'errors' ? Signal.errorRatio({ atMost: 0.005, ...evaluation }) : Signal.latency({ percentile: 50, atMost: Duration.seconds(1), ...evaluation });
  return plan(
    { traffic: Traffic.of({ requestsPerSecond, errorRatio: 0.001 }), rollbackOn: [RollbackTrigger.signal(signal)] },
    { trafficShift: TrafficShift.canary({ percent, hold: Duration.minutes(15) }) },
  );
}

test('fails when a look often finds nothing, although something is expected', () => {
  // 3.6 requests in three minutes: none of them e^-3.6 = 2.7 %, fewer than two e^-3.6 * 4.6 = 12.6 %
  expect(silence(asking({}))).toEqual([]);
  const [problem, ...more] = silence(asking({ minimumRequests: 2 }));
  expect(more).toEqual([]);
  expect(problem).toMatchObject({
    code: 'SP2206', path: 'Shop/prod/shift', got: '12.6 % of looks with fewer than 2 requests in 3 minutes',
    allowed: 'at most 5 % in which "error-ratio" has no data; they hold the release',
    remedies: ['let "error-ratio" observe 4 data points', 'give the first step 1.4 % of the traffic', 'lower its minimumRequests to 1'],
  });
  expect(Math.exp(-3.6) * 4.6).toBeCloseTo(0.126, 3);
});

test('says what missing data does', () => {
  expect(silence(asking({ minimumRequests: 2, noData: NoData.FAIL }))[0].allowed).toContain('they fail');
});

test('a percentile waits for requests, too, and so does a bake', () => {
  expect(found(silence(asking({ minimumRequests: 2, measure: 'latency' })))).toEqual(['SP2206 Shop/prod/shift']);
  expect(found(silence(asking({ minimumRequests: 350, percent: 99 }, testPlan)))).toEqual(['SP2206 Shop/prod/shift', 'SP2206 Shop/prod/bakeTime']);
});

test('a minimum that is missed as a rule, that means nothing, or traffic that is unknown is left to other checks', () => {
  for (const minimumRequests of [4, NaN, 0, 1.5]) expect(silence(asking({ minimumRequests }))).toEqual([]);
  expect(silence({ ...asking({ minimumRequests: 2 }), traffic: null })).toEqual([]);
});

test('each remedy is enough, and the one before it is not', () => {
  const arbitrary = fc.record({
    minimumRequests: fc.integer({ min: 1, max: 40 }), percent: fc.integer({ min: 1, max: 20 }), requestsPerSecond: fc.integer({ min: 1, max: 10 }),
    datapointsObserved: fc.integer({ min: 1, max: 5 }),
  });
  let silent = 0;
  const ofStep = (declared: Asked) => silence(asking(declared)).filter(({ path }) => path.endsWith('/shift'));
  fc.assert(fc.property(arbitrary, (declared) => {
    for (const remedy of ofStep(declared).flatMap(({ remedies }) => remedies)) {
      const [value] = (/[\d.]+/.exec(remedy) ?? []).map(Number);
      if (remedy.includes('observe')) {
        expect([ofStep({ ...declared, datapointsObserved: value }).length, ofStep({ ...declared, datapointsObserved: value - 1 }).length]).toEqual([0, 1]);
      } else if (remedy.startsWith('give')) {
        expect([ofStep({ ...declared, percent: value }).length, ofStep({ ...declared, percent: (value * 10 - 1) / 10 }).length]).toEqual([0, 1]);
      } else {
        expect([ofStep({ ...declared, minimumRequests: value }).length, ofStep({ ...declared, minimumRequests: value + 1 }).length]).toEqual([0, 1]);
      }
      silent++;
    }
  }), { numRuns: 400 });
  expect(silent).toBeGreaterThan(20);
});
