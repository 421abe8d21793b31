import * as fc from 'fast-check';
import { Duration, RollbackTrigger, Signal, Traffic, TrafficShift } from 'spillway';
import { percentile } from '../../../src/plan/check/percentile';
import { found, soundPlan, withWave } from '../../support/sound-plan';

interface Slow { of?: number; percent?: number; periodMinutes?: number; requestsPerSecond?: number }

function slow({ of = 99, percent = 10, periodMinutes = 1, requestsPerSecond = 10 }: Slow) {
  const signal = Signal.latency({ name: 'slow', percentile: of, atMost: Duration.millis(400), period: Duration.minutes(periodMinutes) });
  return soundPlan(
    { traffic: Traffic.of({ requestsPerSecond, errorRatio: 0.001 }), rollbackOn: [RollbackTrigger.signal(signal)] },
    { trafficShift: TrafficShift.canary({ percent, hold: Duration.minutes(15) }) },
  );
}

test('fails when one slow request is the percentile', () => {
  // 60 requests a minute in the step, 600 in the bake
  expect(percentile(slow({}))).toMatchObject([{
    code: 'SP2207', path: 'Shop/prod/shift', got: '60 requests in 1 minute', allowed: 'at least 100, for "slow" to be more than the slowest of them',
    remedies: ['give "slow" a period of 2 minutes', 'give the first step 16.7 % of the traffic', 'measure the percentile 98'],
  }]);
  expect(found(percentile(slow({ of: 99.9 })))).toEqual(['SP2207 Shop/prod/shift', 'SP2207 Shop/prod/bakeTime']);
});

test('a hundred requests have a 99th percentile', () => {
  expect(percentile(slow({ requestsPerSecond: 100, percent: 1, periodMinutes: 5 / 3 }))).toEqual([]);
});

test('nothing is computed where traffic is unknown, the percentile is none, or something else is measured', () => {
  expect(percentile({ ...slow({}), traffic: null })).toEqual([]);
  for (const of of [0, 100, NaN]) expect(percentile(slow({ of }))).toEqual([]);
  expect(percentile(soundPlan({ traffic: Traffic.of({ requestsPerSecond: 0.01, errorRatio: 0 }) }))).toEqual([]);
});

test('each remedy is enough, and the one before it is not', () => {
  const arbitrary = fc.record({
    of: fc.constantFrom(50, 90, 95, 99, 99.9), percent: fc.integer({ min: 1, max: 50 }), requestsPerSecond: fc.integer({ min: 1, max: 20 }),
  });
  let few = 0;
  const inStep = (declared: Slow) => percentile(slow(declared)).filter(({ path }) => path.endsWith('/shift'));
  const both = (...declared: Slow[]) => declared.map((one) => inStep(one).length);
  fc.assert(fc.property(arbitrary, (declared) => {
    for (const remedy of inStep(declared).flatMap(({ remedies }) => remedies)) {
      const [value] = (/[\d.]+/.exec(remedy) ?? []).map(Number);
      if (remedy.includes('period')) expect(both({ ...declared, periodMinutes: value }, { ...declared, periodMinutes: value - 1 || 0.5 })).toEqual([0, 1]);
      else if (remedy.startsWith('give')) expect(both({ ...declared, percent: value }, { ...declared, percent: (value * 10 - 1) / 10 })).toEqual([0, 1]);
      else if (remedy.startsWith('measure')) expect(both({ ...declared, of: value }, { ...declared, of: Math.min(value + 1, declared.of) })).toEqual([0, 1]);
      few++;
    }
  }), { numRuns: 300 });
  expect(few).toBeGreaterThan(50);
});

test('no period is proposed with which the signal cannot fail in time any more', () => {
  const period = (declared: Slow, wave: object) => percentile(slow(declared)).length > 0
    && percentile(withWave(slow(declared), wave)).flatMap(({ remedies }) => remedies).filter((remedy) => remedy.includes('period'));
  // three data points of two minutes, and one until the last is there
  expect(period({}, { bakeMs: 7.1 * 60_000 })).toEqual(['give "slow" a period of 2 minutes']);
  expect(period({}, { bakeMs: 7 * 60_000 })).toEqual([]);
  expect(period({}, { shift: { kind: 'canary', steps: [{ percent: 10, holdMs: 7 * 60_000 }, { percent: 100, holdMs: 0 }] } })).toEqual([]);
  const expedited = [{ releaseTypes: ['hotfix'], passesWindows: true, passesFreezes: true, bakeAtMostMs: 6 * 60_000 }];
  expect(percentile({ ...slow({}), expedited })[0].remedies.join()).not.toContain('period');
});
