import { binomialTail } from '../../../src/plan/stats/binomial';
import { crossingProbability } from '../../../src/plan/stats/looks';
import type { SequentialTest } from '../../../src/plan/stats/sequential';
import { evidence, sequentialTest } from '../../../src/plan/stats/sequential';
import { errorsToStop, requestsToStop, sequentialCurve } from '../../../src/plan/stats/sequential-odds';
import { Random } from '../../../src/rehearsal/random';

const test001 = sequentialTest(0.001, 0.006, { falseAlarm: 0.05, miss: 0 });
const minutes = (n: number) => n * 60_000;
const watched = (n: number, requestsPerSecond = 1, clusteringFactor = 1) => ({ requestsPerSecond, clusteringFactor, watchedMs: minutes(n + 1) });
const alarm = { test: test001, periodMs: minutes(1), datapointsObserved: 60 };
const last = (curve: number[]) => curve[curve.length - 1];

test('a bound is the least number of errors whose evidence is enough', () => {
  for (const requests of [0, 1, 60, 600, 6_000, 60_000]) {
    const errors = errorsToStop(test001, requests);
    expect(evidence(test001, errors, requests - errors)).toBeGreaterThanOrEqual(test001.stopAt - 1e-9);
    expect(evidence(test001, errors - 1, requests - errors + 1)).toBeLessThan(test001.stopAt);
  }
});

test('what always fails is stopped after two requests, and what fails as it must be noticed after some hundred', () => {
  expect(errorsToStop(test001, 2)).toBe(2);
  expect(requestsToStop(test001, 1)).toBeCloseTo(2.9957 / 1.7918, 3);
  expect(requestsToStop(test001, 0.006)).toBeCloseTo(2.9957 / (0.006 * 1.791759 - 0.994 * 0.0050176), 0);
  expect(requestsToStop(test001, 0.001)).toBe(Infinity);
});

test('a curve is what following each number of errors says', () => {
  const bounds = Array.from({ length: 20 }, (_, i) => errorsToStop(test001, 60 * (i + 1)));
  for (const ratio of [0.001, 0.003, 0.006, 0.05]) {
    expect(last(sequentialCurve(alarm, watched(20), ratio))).toBeCloseTo(crossingProbability(60, bounds, ratio), 10);
  }
});

test('a healthy version is hardly ever stopped, however long it is looked at', () => {
  for (const rate of [0.1, 1, 10, 100]) expect(last(sequentialCurve(alarm, watched(60, rate), 0.001))).toBeLessThanOrEqual(0.05);
});

test('without requests nothing is stopped, and what always fails is at the first look that sees enough', () => {
  expect(sequentialCurve(alarm, { ...watched(5), requestsPerSecond: 0 }, 1)).toEqual([0, 0, 0, 0, 0, 0]);
  expect(sequentialCurve(alarm, watched(3, 1 / 60), 1)).toEqual([0, 0, 1, 1]);
});

test('errors that come in groups take as many times the requests', () => {
  expect(last(sequentialCurve(alarm, watched(20, 5, 5), 0.006))).toBe(last(sequentialCurve(alarm, watched(20), 0.006)));
});

test('what is older than the window is forgotten, and each window of its own is one more chance', () => {
  const short = { ...alarm, datapointsObserved: 5 };
  const curve = sequentialCurve(short, watched(12), 0.006);
  const again = binomialTail(errorsToStop(test001, 300), 300, 0.006);
  expect(curve[9]).toBe(curve[5]);
  expect(curve[10]).toBeCloseTo(curve[5] + (1 - curve[5]) * again, 12);
});

test('where the window is shorter than what is watched, a healthy version is stopped no more often than is said, and not much less', () => {
  const random = new Random(5);
  const looks = 720;
  for (const [detect, falseAlarm, perMinute, window] of [[0.006, 0.05, 9, 60], [0.02, 0.01, 30, 10]]) {
    const test = sequentialTest(0.001, detect, { falseAlarm, miss: 0 });
    const said = last(sequentialCurve({ test, periodMs: minutes(1), datapointsObserved: window }, watched(looks, perMinute / 60), 0.001));
    let stopped = 0;
    for (let i = 0; i < 1_000; i++) if (isStopped(Array.from({ length: looks }, () => random.hits(perMinute, 0.001)), window, perMinute, test)) stopped++;
    expect(stopped / 1_000).toBeLessThan(said + 3.9 * Math.sqrt(said * (1 - said) / 1_000));
    expect(stopped / 1_000).toBeGreaterThan(0.6 * said - 3.9 * Math.sqrt(said * (1 - said) / 1_000));
  }
});

/** Whether the errors of a row of looks are ever too many in the last so many. */
function isStopped(errors: readonly number[], window: number, perLook: number, test: SequentialTest): boolean {
  let inWindow = 0;
  return errors.some((more, i) => {
    inWindow += more - (errors[i - window] ?? 0);
    return inWindow >= errorsToStop(test, perLook * Math.min(i + 1, window));
  });
}

test('of 4000 versions that were played, seed 3, as many are stopped as the curve says', () => {
  const random = new Random(3);
  for (const ratio of [0.001, 0.004, 0.006]) {
    const expected = last(sequentialCurve(alarm, watched(15), ratio));
    let stopped = 0;
    for (let i = 0; i < 4_000; i++) {
      let errors = 0;
      for (let look = 1; look <= 15; look++) {
        errors += random.hits(60, ratio);
        if (errors >= errorsToStop(test001, 60 * look)) {
          stopped++;
          break;
        }
      }
    }
    // of a correct curve it would be further off once in ten thousand times
    expect(Math.abs(stopped / 4_000 - expected)).toBeLessThan(3.9 * Math.sqrt(expected * (1 - expected) / 4_000));
  }
});

test('a day of looks raises false alarms no further than was allowed', () => {
  const day = { ...alarm, datapointsObserved: 1_440 };
  expect(last(sequentialCurve(day, watched(1_440, 100), 0.001))).toBeLessThanOrEqual(0.05);
});
