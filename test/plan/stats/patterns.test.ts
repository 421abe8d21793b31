import { alarmProbability } from '../../../src/plan/stats/looks';
import type { DataPoints } from '../../../src/plan/stats/patterns';
import { areFew, patternsOf } from '../../../src/plan/stats/patterns';

/** Whether an alarm fires within a row of data points, by looking at each window of them. */
function fires({ toFail, observed }: DataPoints, bad: readonly boolean[]): boolean {
  return bad.some((_, i) => bad.slice(Math.max(0, i - observed + 1), i + 1).filter(Boolean).length >= toFail);
}

/** The same as a probability: every row of so many data points is tried. */
function tried(points: DataPoints, periods: number, overBound: number): number {
  let sum = 0;
  for (let row = 0; row < 2 ** periods; row++) {
    const bad = Array.from({ length: periods }, (_, i) => Math.floor(row / 2 ** i) % 2 === 1);
    if (fires(points, bad)) sum += bad.reduce((product, one) => product * (one ? overBound : 1 - overBound), 1);
  }
  return sum;
}

test('what trying every row says, for every alarm of up to ten data points', () => {
  for (let observed = 1; observed <= 10; observed++) {
    for (let toFail = 1; toFail <= observed; toFail++) {
      expect(alarmProbability({ toFail, observed }, 12, 0.3)).toBeCloseTo(tried({ toFail, observed }, 12, 0.3), 12);
    }
  }
});

test('patterns are as many as is said, and no more', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8].map((toFail) => patternsOf({ toFail, observed: 8 }).length)).toEqual([1, 8, 28, 56, 70, 56, 28, 8]);
  expect(patternsOf({ toFail: 6, observed: 12 })).toHaveLength(792);
});

test('few are those of up to twelve data points, and of more where nearly all or nearly none need to fail', () => {
  for (let observed = 1; observed <= 12; observed++) for (let toFail = 1; toFail <= observed; toFail++) expect(areFew({ toFail, observed })).toBe(true);
  for (const [toFail, observed] of [[1, 1e6], [60, 60], [2, 60], [1_000, 1_000]]) expect(areFew({ toFail, observed })).toBe(true);
  for (const [toFail, observed] of [[7, 13], [3, 60], [1_001, 1_001], [0, 3], [4, 3], [1.5, 3], [NaN, 3], [1, Infinity]]) {
    expect(areFew({ toFail, observed })).toBe(false);
  }
});

test('a run of bad data points is told by its length alone', () => {
  const patterns = patternsOf({ toFail: 40, observed: 40 });
  expect(patterns).toHaveLength(40);
  expect(patterns.every(({ ifGood }) => ifGood === 0)).toBe(true);
});
