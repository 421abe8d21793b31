import { Duration, RollbackTrigger, Signal, SignalScope, Traffic, TrafficShift } from 'spillway';
import type { Counted, ReleaseHistory } from '../../../src/rehearsal/replay/history';
import { countedIn } from '../../../src/rehearsal/replay/history';
import { judgesOf, replay } from '../../../src/rehearsal/replay/replay';
import { soundPlan } from '../../support/sound-plan';

const MINUTE_MS = 60_000;
const START_MS = 1_750_000_000_000;
const DRAWN = { draws: 100, seed: 4 };

/** An hour and a half of a release, minute by minute. */
function history(ratioAt: (minute: number) => number, requests = 6_000, minutes = 90): ReleaseHistory {
  const counted = Array.from({ length: minutes }, (_, i): Counted => ({
    fromMs: START_MS + i * MINUTE_MS, toMs: START_MS + (i + 1) * MINUTE_MS, requests, failed: Math.round(requests * ratioAt(i)),
  }));
  return { release: 'v42', counted };
}

const plan = (...signals: Signal[]) => soundPlan({
  traffic: Traffic.of({ requestsPerSecond: 100, errorRatio: 0.001 }), rollbackOn: signals.map((signal) => RollbackTrigger.signal(signal)),
}, { trafficShift: TrafficShift.canary({ percent: 10, hold: Duration.minutes(15) }), bakeTime: Duration.hours(1) });
const ratio = Signal.errorRatio({ atMost: 0.005 });
const sequential = Signal.sequential({ detect: 0.006 });

test('a broken release is stopped by three data points in the first step, and by the evidence at the first look', () => {
  expect(replay(plan(ratio), history(() => 0.2), DRAWN)).toMatchObject({
    stoppedRatio: 1, stop: { wave: 'prod', signal: 'error-ratio', stage: 'step 1, 10 %', afterMs: 4 * MINUTE_MS }, missingMs: 0,
  });
  expect(replay(plan(ratio, sequential), history(() => 0.2), DRAWN).stop).toMatchObject({ signal: 'sequential-error-ratio', afterMs: 2 * MINUTE_MS });
});

test('a healthy one is let through', () => {
  expect(replay(plan(ratio), history(() => 0.001), DRAWN)).toMatchObject({ requests: 75 * 6_000, failed: 75 * 6, stoppedRatio: 0, stop: undefined });
});

test('one that gets bad in the bake is stopped in the bake', () => {
  expect(replay(plan(ratio), history((minute) => (minute < 40 ? 0.001 : 0.2)), DRAWN).stop).toMatchObject({ stage: 'bake', afterMs: 44 * MINUTE_MS });
});

test('one that is bad after the gates have stopped looking is let through', () => {
  expect(replay(plan(ratio), history((minute) => (minute < 75 ? 0.001 : 0.2)), DRAWN).stoppedRatio).toBe(0);
});

const short = soundPlan(
  { rollbackOn: [RollbackTrigger.signal(ratio)] }, { trafficShift: TrafficShift.canary({ percent: 10, hold: Duration.minutes(10) }), bakeTime: undefined },
);

test('a step sees a part of the requests, so that it depends on chance what a slight rise does there', () => {
  const { stoppedRatio } = replay(short, history(() => 0.006), { draws: 400, seed: 1 });
  expect(stoppedRatio).toBeGreaterThan(0.5);
  expect(stoppedRatio).toBeLessThan(0.99);
});

test('the same seed gives the same result, another one another', () => {
  const [one, again, other] = [1, 1, 2].map((seed) => replay(short, history(() => 0.006), { draws: 50, seed }));
  expect(again).toEqual(one);
  expect(other.stoppedRatio).not.toBe(one.stoppedRatio);
});

test('a signal of the whole service sees a broken release among the healthy requests of the one before', () => {
  const whole = Signal.errorRatio({ atMost: 0.005, scope: SignalScope.SERVICE });
  const version = replay(plan(ratio), history((minute) => (minute < 15 ? 0.02 : 0)), DRAWN);
  expect(version.stoppedRatio).toBeGreaterThan(0.9);
  expect(replay(plan(whole), history((minute) => (minute < 15 ? 0.02 : 0)), DRAWN).stoppedRatio).toBe(0);
});

test('a history without requests says nothing, and one that ends early says how much is missing', () => {
  expect(replay(plan(ratio), { release: 'v1', counted: [] }, DRAWN)).toMatchObject({ requests: 0, stoppedRatio: 0, missingMs: 75 * MINUTE_MS });
  expect(replay(plan(ratio), history(() => 0, 600, 30), DRAWN).missingMs).toBe(45 * MINUTE_MS);
});

test('too few requests for a minimum stop nobody', () => {
  const demanding = Signal.errorRatio({ atMost: 0.005, minimumRequests: 200 });
  expect(replay(plan(demanding), history(() => 0.5, 300), DRAWN).stop?.stage).toBe('bake');
  expect(replay(plan(ratio), history(() => 0.5, 300), DRAWN).stop?.stage).toBe('step 1, 10 %');
});

test('signals that judge by something else are told apart', () => {
  const latency = Signal.latency({ percentile: 99, atMost: Duration.millis(300) });
  expect(judgesOf(plan(ratio, latency))).toEqual({ signals: ['error-ratio'], others: ['latency-p99'] });
});

test('what is counted over a longer time than a period is shared out evenly', () => {
  const counted = [{ fromMs: 0, toMs: 10, requests: 100, failed: 10 }];
  expect(countedIn(counted, 5, 10)).toEqual({ requests: 50, failed: 5 });
  expect(countedIn(counted, 10, 20)).toEqual({ requests: 0, failed: 0 });
});
