import * as fc from 'fast-check';
import { Environment, Plan, Rehearsal, Scenario, Tier } from 'spillway';
import { spreadOf } from '../../../src/report/view/spread';
import { thinned } from '../../../src/report/view/thinned';
import { soundPlan } from '../../support/sound-plan';
import { absent, broken } from '../report-fixture';

test('nobody met a release that never came', () => {
  expect(spreadOf(absent)).toBeUndefined();
});

test('it begins with the first request and ends with all of them', () => {
  const { environments, points } = spreadOf(broken)!;
  expect(environments).toEqual(['prod']);
  expect(points[0]).toMatchObject({ met: [0], harmed: [0] });
  expect(Math.round(points.at(-1)!.met[0])).toBe(broken.exposedRequests);
  expect(Math.round(points.at(-1)!.harmed[0])).toBe(broken.harmedRequests);
});

test('every environment has a value at every point, and none ever falls', () => {
  const environments = ['a', 'b'].map((name) => new Environment(name, { tier: Tier.PRODUCTION }));
  const { points } = spreadOf(Rehearsal.ofPlan(Plan._of(soundPlan({}, { environments }))).play(Scenario.of('good')))!;
  points.reduce((before, point) => {
    expect(point.met).toHaveLength(2);
    point.met.forEach((count, i) => expect(count).toBeGreaterThanOrEqual(before.met[i]));
    return point;
  });
});

describe('a curve with fewer points', () => {
  const curves = fc.array(fc.tuple(fc.integer({ min: 1, max: 100 }), fc.nat(1000), fc.nat(1000)), { minLength: 1, maxLength: 40 })
    .map((steps) => steps.reduce<number[][]>((rows, [x, a, b]) => [...rows, [(rows.at(-1)?.[0] ?? 0) + x, a, b]], []));

  test('keeps its ends, and goes by every point that is left out as closely as asked', () => {
    fc.assert(fc.property(curves, (rows) => {
      const kept = thinned(rows, (row) => row, 0.1);
      expect([kept[0], kept.at(-1)]).toEqual([rows[0], rows.at(-1)]);
      for (const row of rows) {
        const after = kept.findIndex(([x]) => x >= row[0]);
        const [p, q] = [kept[Math.max(0, after - 1)], kept[after]];
        const share = q[0] > p[0] ? (row[0] - p[0]) / (q[0] - p[0]) : 0;
        for (const i of [1, 2]) {
          const span = Math.max(...rows.map((one) => one[i])) - Math.min(...rows.map((one) => one[i]));
          expect(Math.abs(p[i] + share * (q[i] - p[i]) - row[i])).toBeLessThanOrEqual(0.1 * span + 1e-6);
        }
      }
    }));
  });

  test('is a line where it was one', () => {
    expect(thinned([[0, 0], [1, 1], [2, 2], [3, 3]], (row) => row, 0.005)).toEqual([[0, 0], [3, 3]]);
  });
});
