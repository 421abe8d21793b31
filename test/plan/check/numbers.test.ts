import * as fc from 'fast-check';
import { Duration, ExpeditedPath, Gate, ReleaseType, RollbackTrigger, Signal, Traffic, TrafficShift, Verification } from 'spillway';
import { numbers } from '../../../src/plan/check/numbers';
import type { PlanDocument } from '../../../src/plan/document';
import { found, soundPlan, withWave } from '../../support/sound-plan';

const minutes = (amount: number) => Duration.minutes(amount);
const watching = (signal: Signal) => soundPlan({ rollbackOn: [RollbackTrigger.signal(signal)] });
const errors = (options: object) => watching(Signal.errorRatio({ atMost: 0.01, ...options }));
const gated = (gate: Gate) => soundPlan({}, { gates: [gate] });
const shifted = (trafficShift: TrafficShift) => soundPlan({}, { trafficShift });

/** For each place: the plan that has a value there, values that pass, values that fail. */
const PLACES: [place: string, plan: (value: number) => PlanDocument, good: number[], wrong: number[]][] = [
  ['traffic/requestsPerSecond', (value) => soundPlan({ traffic: Traffic.of({ requestsPerSecond: value, errorRatio: 0 }) }), [0.1, 5e6], [0, -1]],
  ['traffic/errorRatio', (value) => soundPlan({ traffic: Traffic.of({ requestsPerSecond: 1, errorRatio: value }) }), [0, 0.99], [1, -0.01]],
  ['traffic/clusteringFactor', (value) => soundPlan({ traffic: Traffic.of({ requestsPerSecond: 1, errorRatio: 0, clusteringFactor: value }) }), [1, 2.5], [0.9]],
  ['signals/error-ratio/atMost', (atMost) => errors({ atMost }), [0, 0.99], [1, 5, -0.1]],
  ['signals/error-ratio/detect', (detect) => errors({ detect }), [0.02, 1], [1.1, -0.1]],
  ['signals/error-ratio/period', (value) => errors({ period: minutes(value) }), [0.5], [0, -1]],
  ['signals/error-ratio/datapointsToFail', (datapointsToFail) => errors({ datapointsToFail, datapointsObserved: 5 }), [1, 5], [0, 6, 1.5]],
  ['signals/error-ratio/datapointsObserved', (datapointsObserved) => errors({ datapointsToFail: 1, datapointsObserved }), [1], [0, 1.5]],
  ['signals/error-ratio/minimumRequests', (minimumRequests) => errors({ minimumRequests }), [1, 500], [0, 1.5, -1]],
  ['signals/latency/minimumRequests', (minimumRequests) => watching(Signal.latency({ name: 'latency', percentile: 99, atMost: minutes(1), minimumRequests })), [1], [0, 1.5]],
  ['signals/latency/percentile', (percentile) => watching(Signal.latency({ name: 'latency', percentile, atMost: minutes(1) })), [0.1, 99.99], [0, 100]],
  ['signals/latency/atMost', (value) => watching(Signal.latency({ name: 'latency', percentile: 99, atMost: Duration.millis(value) })), [1], [0, -1]],
  ['signals/cpu/atMostPercent', (atMostPercent) => watching(Signal.saturation({ name: 'cpu', resource: 'cpu', atMostPercent })), [1, 99], [0, 100]],
  ['signals/robot/atLeastSuccessPercent', (atLeastSuccessPercent) => watching(Signal.synthetic({ name: 'robot', probe: 'p', atLeastSuccessPercent })), [1, 100], [0, 101]],
  ['prod/gates/approval-1/quorum', (quorum) => gated(Gate.approval({ group: 'g', quorum })), [1, 3], [0, 1.5]],
  ['prod/gates/approval-1/timeout', (value) => gated(Gate.approval({ group: 'g', timeout: minutes(value) })), [1], [0]],
  ['prod/gates/check-1/timeout', (value) => gated(Gate.check({ name: 'c', commands: ['c'], timeout: minutes(value) })), [1], [0]],
  ['prod/gates/budget-1/objective', (objective) => gated(Gate.budget({ objective })), [0.5, 0.9999], [0, 1, 99.9]],
  ['prod/gates/budget-1/window', (value) => gated(Gate.budget({ objective: 0.99, window: minutes(value) })), [1], [0]],
  ['prod/gates/budget-1/remainingAtLeast', (remainingAtLeast) => gated(Gate.budget({ objective: 0.99, remainingAtLeast })), [0, 0.9], [1, 10, -1]],
  ['prod/shift/maxUnavailablePercent', (maxUnavailablePercent) => shifted(TrafficShift.rolling({ maxUnavailablePercent })), [1, 100], [0, 101]],
  ['prod/shift/steps/1/percent', (percent) => shifted(TrafficShift.canary({ percent, hold: minutes(5) })), [0.1, 99.9], [0, 100, -5]],
  ['prod/shift/steps/1/hold', (value) => shifted(TrafficShift.canary({ percent: 10, hold: minutes(value) })), [1], [0, -1]],
  ['prod/shift/percent', (percent) => shifted(TrafficShift.linear({ percent, every: minutes(5) })), [0.1, 99], [0, 0.05, -1]],
  ['prod/shift/every', (value) => shifted(TrafficShift.linear({ percent: 50, every: minutes(value) })), [1], [0]],
  ['prod/shift/preview', (value) => shifted(TrafficShift.blueGreen({ preview: minutes(value) })), [0, 5], [-1]],
  ['prod/shift/keepOld', (value) => shifted(TrafficShift.blueGreen({ keepOld: minutes(value) })), [0, 5], [-1]],
  ['prod/verifications/v/timeout', (value) => soundPlan({}, { verifications: [Verification.job({ name: 'v', commands: ['v'], timeout: minutes(value) })] }), [1], [0]],
  ['prod/verifications/v/duration', (value) => soundPlan({}, {
    verifications: [Verification.measurement({ name: 'v', signal: Signal.errorRatio({ atMost: 0.005 }), duration: minutes(value) })],
  }), [1], [0]],
  ['prod/bakeTime', (value) => soundPlan({}, { bakeTime: minutes(value) }), [0, 60], [-1]],
  ['expedited/0/bakeAtMost', (value) => soundPlan({ expedited: [ExpeditedPath.of({ releaseTypes: [ReleaseType.HOTFIX], bakeAtMost: minutes(value) })] }), [0, 60], [-1]],
];

test.each(PLACES)('%s has its range', (place, plan, good, wrong) => {
  for (const value of good) expect(found(numbers(plan(value)))).toEqual([]);
  for (const value of [...wrong, NaN, Infinity, -Infinity]) expect(found(numbers(plan(value)))).toContain(`SP1101 Shop/${place}`);
});

test('fails when a custom signal has a bound on both sides, on none, or an infinite one', () => {
  const custom = (bounds: object) => found(numbers(watching(Signal.custom({ name: 'q', metric: 'Queue', ...bounds }))));
  expect(custom({ atLeast: -5 })).toEqual([]);
  expect(custom({ atMost: 0 })).toEqual([]);
  for (const bounds of [{}, { atMost: 1, atLeast: 0 }, { atMost: Infinity }]) expect(custom(bounds)).toEqual(['SP1107 Shop/signals/q']);
});

test('percent in the place of a ratio is given back as the ratio it is', () => {
  const remedy = (atMost: number) => numbers(errors({ atMost }))[0].remedies[0];
  expect(remedy(5)).toBe('write 0.05 if 5 percent is meant');
  expect(remedy(0.1 + 1)).toBe('write 0.011 if 1.1 percent is meant');
  expect(remedy(-1)).toBe('give it as a ratio, 0.005 for half a percent');
});

test('no number at all makes the check throw', () => {
  fc.assert(fc.property(fc.oneof(fc.double(), fc.constantFrom(undefined, null, '5', {})), fc.constantFrom(...PLACES), (value, [, plan]) => {
    for (const { message } of numbers(plan(value as number))) expect(message).not.toMatch(/NaN|undefined|\[object/);
  }), { numRuns: 300 });
});

describe('a document from elsewhere', () => {
  const with100 = (shift: object, ...steps: [percent: number, holdMs: number][]) => numbers(withWave(soundPlan(), {
    shift: { ...shift, steps: steps.map(([percent, holdMs]) => ({ percent, holdMs })) } as never,
  })).map(({ path, got }) => `${path.replace('Shop/prod/shift/', '')}: ${got}`);

  test('has equal steps in a linear shift', () => {
    const linear = (...steps: [number, number][]) => with100({ kind: 'linear' }, ...steps);
    expect(linear([20, 1_000], [40, 1_000], [60, 1_000], [80, 1_000], [100, 0])).toEqual([]);
    expect(linear([20, 1_000], [400, 1_000], [-60, 1_000], [100, 0])).toEqual(['steps/2/percent: 400', 'steps/3/percent: -60']);
    expect(linear([20, 1_000], [40, 0], [60, -1_000], [100, 0])).toHaveLength(2);
    expect(linear([20, 1_000], [50, 1_000], [100, 0])).toEqual(['steps/2/percent: 50']);
    expect(linear([0, 1_000], [50, 1_000], [100, 0])).toEqual(['percent: 0']);
    expect(linear()).toEqual([]);
  });

  test('holds no full traffic, and has no more than it', () => {
    for (const kind of ['allAtOnce', 'canary', 'steps', 'linear']) {
      expect(with100({ kind }, [20, 1_000], [100, 3_600_000])).toEqual(['steps/2/hold: 1 hour']);
      expect(with100({ kind }, [20, 1_000], [400, 0])).toEqual(['steps/2/percent: 400']);
    }
  });

  test('has shares where its kind promises none, but shares', () => {
    expect(with100({ kind: 'allAtOnce' }, [-5, -7], [100, 0])).toHaveLength(2);
    expect(with100({ kind: 'rolling', maxUnavailablePercent: 33 }, [120, 0], [100, 0])).toEqual(['steps/1/percent: 120']);
    expect(with100({ kind: 'blueGreen', keepOldMs: 0 }, [-1, 0], [100, 0])).toEqual(['steps/1/percent: -1']);
    expect(with100({ kind: 'blueGreen', keepOldMs: 0 }, [0, 0], [100, 0])).toEqual([]);
  });
});
