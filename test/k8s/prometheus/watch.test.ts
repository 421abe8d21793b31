import { Duration, Signal } from 'spillway';
import { recordedOf, timeToFailMs, triggersOf, watchedMs } from '../../../src/k8s/prometheus/watch';
import { alertLabels } from '../../../src/k8s/prometheus/watched';

const MINUTE_MS = 60_000;
const errors = (options: object) => Signal.errorRatio({ atMost: 0.05, ...options })._spec();

test('a signal fails one period after its first data points at the earliest, and not before it is asked', () => {
  expect(timeToFailMs(errors({ datapointsToFail: 3 }))).toBe(4 * MINUTE_MS);
  expect(timeToFailMs(errors({ datapointsToFail: 1, datapointsObserved: 5 }))).toBe(2 * MINUTE_MS);
  expect(timeToFailMs(errors({ datapointsToFail: 1, datapointsObserved: 5, minimumRequests: 100 }))).toBe(6 * MINUTE_MS);
});

test('a step is watched in whole periods, by the signal that has more of them in it', () => {
  const [fast, slow] = [errors({}), errors({ name: 'slow', period: Duration.minutes(5) })];
  expect(watchedMs([slow], 12 * MINUTE_MS)).toBe(10 * MINUTE_MS);
  expect(watchedMs([fast, slow], 12.5 * MINUTE_MS)).toBe(12 * MINUTE_MS);
  expect(watchedMs([], 12 * MINUTE_MS)).toBe(0);
});

test('what undoes a release is recorded, and what a quiet gate asks, each once', () => {
  const signals = ['a', 'b', 'c', 'd'].map((name) => errors({ name }));
  const wave = { triggers: [{ kind: 'signal', signal: 'a' }, { kind: 'signal', signal: 'b' }], gates: [{ id: 'quiet-1', kind: 'quiet', signals: ['b', 'c'] }] } as never;
  expect(triggersOf(wave, signals).map(({ name }) => name)).toEqual(['a', 'b']);
  expect(recordedOf(wave, signals).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
});

test('an alert names a namespace only where one is known', () => {
  expect(alertLabels({ namespace: 'shop' } as never, 'critical')).toEqual({ severity: 'critical', namespace: 'shop' });
  expect(alertLabels({ namespace: undefined } as never, 'warning')).toEqual({ severity: 'warning' });
});
