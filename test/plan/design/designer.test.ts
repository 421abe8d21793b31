import * as fc from 'fast-check';
import { Duration, RollbackTrigger, Signal, SignalScope, Traffic } from 'spillway';
import { power } from '../../../src/plan/check/power';
import type { Basis } from '../../../src/plan/design/basis';
import { basisOf } from '../../../src/plan/design/basis';
import { Designer } from '../../../src/plan/design/designer';
import type { Grid } from '../../../src/plan/design/grid';
import { GRID } from '../../../src/plan/design/grid';
import type { Limits } from '../../../src/plan/design/limits';
import type { Schedule } from '../../../src/plan/design/schedule';
import { EMPTY, extended, harmedBy } from '../../../src/plan/design/schedule';
import { useful } from '../../../src/plan/design/search';
import type { StepOdds } from '../../../src/plan/design/step-odds';
import { stepOdds } from '../../../src/plan/design/step-odds';
import { soundPlan, withWave } from '../../support/sound-plan';

const MINUTE_MS = 60_000;

interface Service {
  requestsPerSecond: number;
  detect: number;
  datapointsToFail?: number;
  periodMinutes?: number;
  bakeMinutes?: number;
}

function planOf({ requestsPerSecond, detect, datapointsToFail = 1, periodMinutes = 1, bakeMinutes = 60 }: Service) {
  const signal = Signal.errorRatio({ atMost: 0.005, detect, datapointsToFail, period: Duration.minutes(periodMinutes) });
  return soundPlan({
    traffic: Traffic.of({ requestsPerSecond, errorRatio: 0.001 }),
    rollbackOn: [RollbackTrigger.signal(signal), RollbackTrigger.signal(Signal.errorRatio({ name: 'of-service', atMost: 0.004, scope: SignalScope.SERVICE }))],
  }, { bakeTime: Duration.minutes(bakeMinutes) });
}

function basis(service: Service): Basis {
  const plan = planOf(service);
  return basisOf(plan, plan.waves[0])!;
}

const totals = ({ steps }: Schedule) => steps.map(({ percent, watchedMs }) => `${percent} % for ${watchedMs / MINUTE_MS}`);

describe('the odds of a step', () => {
  // 60 requests a minute, of which 1 % fail; any error stops it, once it is delivered: a minute notices with q = 1 - 0.99^60
  const through = 0.99 ** 60;
  const [step] = stepOdds(basis({ requestsPerSecond: 100, detect: 0.01 }), 1, [3 * MINUTE_MS]);

  test('are those of the signal', () => {
    expect(step.power).toBeCloseTo(1 - through ** 2, 10);
    expect(step.bad[0].passes).toBeCloseTo(through ** 2, 10);
  });

  test('count harm until the errors are seen: two minutes, and a third if the first minute showed none', () => {
    expect(step.bad[0].harmed).toBeCloseTo(60 * (0.01 - 0.001) * (2 + through), 10);
    expect(step.bad[1]).toEqual({ passes: 0, harmed: 60 * 0.999 * 2 });
  });

  test('count false alarms of every signal', () => {
    const alone = 1 - 0.999 ** 120;
    expect(-Math.expm1(-step.alarm)).toBeCloseTo(alone, 10);
    const [long] = stepOdds(basis({ requestsPerSecond: 1, detect: 0.01 }), 50, [60 * MINUTE_MS]);
    // of the whole service's sixty requests a minute one fails, three times in a row
    expect(-Math.expm1(-long.alarm)).toBeGreaterThan(1 - 0.999 ** (30 * 59) + 0.001);
  });

  test('are none where the step is over just when the signal could fail', () => {
    const odds = stepOdds(basis({ requestsPerSecond: 100, detect: 0.5, datapointsToFail: 3 }), 50, [4 * MINUTE_MS, 4 * MINUTE_MS + 1]);
    expect(odds.map((one) => one.power > 0.99)).toEqual([false, true]);
  });
});

/** Every choice there is, one by one. */
function bruteForce(of: Basis, limits: Limits, grid: Grid): Schedule | undefined {
  const [bake] = stepOdds(of, 100, [of.bakeMs]);
  const rows = grid.percents.map((percent) => useful(stepOdds(of, percent, grid.holdsMs), limits));
  const every = rows.reduce<StepOdds[][]>((chosen, row) => chosen.flatMap((steps) => [steps, ...row.map((step) => [...steps, step])]), [[]]);
  const fitting = every.filter((steps) => steps.length > 0 && 100 <= steps[steps.length - 1].percent * limits.growth
    && steps.every(({ percent }, i) => i === 0 || percent <= steps[i - 1].percent * limits.growth) && steps.every((step) => step.power >= limits.power))
    .map((steps) => steps.reduce(extended, EMPTY))
    .filter((schedule) => schedule.totalMs <= limits.totalMs && schedule.alarm <= limits.alarm && harmedBy(schedule, bake) <= limits.harmedRequests);
  return fitting.sort((a, b) => a.totalMs - b.totalMs || harmedBy(a, bake) - harmedBy(b, bake))[0];
}

const services = fc.record({
  requestsPerSecond: fc.integer({ min: 5, max: 300 }), detect: fc.constantFrom(0.01, 0.05, 0.3),
  datapointsToFail: fc.integer({ min: 1, max: 3 }), periodMinutes: fc.constantFrom(1, 5), bakeMinutes: fc.constantFrom(0, 5, 60),
});
const limits = fc.record({
  power: fc.constantFrom(0.1, 0.3, 0.5, 0.8, 0.95), alarm: fc.constantFrom(0.05, 0.3, 3),
  harmedRequests: fc.integer({ min: 5, max: 300 }).map((root) => root ** 2), totalMs: fc.integer({ min: 15, max: 120 }).map((minutes) => minutes * MINUTE_MS),
  growth: fc.constantFrom(2, 5, 10, 100),
});
const grids = fc.record({
  percents: fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 3, maxLength: 5 }).map((percents) => percents.sort((a, b) => a - b)),
  addedPercents: fc.constant([25, 40]),
  holdsMs: fc.uniqueArray(fc.integer({ min: 2, max: 30 }), { minLength: 2, maxLength: 4 })
    .map((holds) => holds.sort((a, b) => a - b).map((minutes) => minutes * MINUTE_MS)),
});

describe('the quickest schedule', () => {
  test('is the one that trying all of them finds', () => {
    const seen = { none: 0, one: 0, several: 0 };
    fc.assert(fc.property(services, limits, grids, (service, limit, grid) => {
      const of = basis(service);
      const designer = new Designer(of, false, grid);
      const [got, expected] = [designer.quickest(limit), bruteForce(of, limit, grid)];
      expect(got?.totalMs).toBe(expected?.totalMs);
      if (got && expected) expect(designer.harmed(got)).toBeCloseTo(designer.harmed(expected), 6);
      seen[!got ? 'none' : got.steps.length === 1 ? 'one' : 'several']++;
    }), { numRuns: 500, seed: 3 });
    expect(Math.min(seen.none, seen.one, seen.several)).toBeGreaterThan(5);
  });

  test('of equal steps is a canary or a linear shift, and never quicker', () => {
    const seen = { canary: 0, linear: 0 };
    fc.assert(fc.property(services, limits, grids, (service, limit, grid) => {
      const of = basis(service);
      const got = new Designer(of, true, grid).quickest(limit);
      if (!got) return;
      const [first, ...more] = got.steps;
      for (const [i, step] of more.entries()) expect([step.percent, step.watchedMs]).toEqual([(i + 2) * first.percent, first.watchedMs]);
      const everyPercent = [...new Set([...grid.percents, 25, 40, 50, 75, 80])].sort((a, b) => a - b);
      expect(new Designer(of, false, { ...grid, percents: everyPercent }).quickest(limit)!.totalMs).toBeLessThanOrEqual(got.totalMs);
      seen[more.length === 0 ? 'canary' : 'linear']++;
    }), { numRuns: 500, seed: 3 });
    expect(Math.min(seen.canary, seen.linear)).toBeGreaterThan(3);
  });

  test('passes the checks on its steps', () => {
    fc.assert(fc.property(services, limits, (service, limit) => {
      const plan = planOf(service);
      const got = new Designer(basis(service), false, GRID).quickest({ ...limit, power: Math.max(limit.power, 0.8) });
      if (!got) return;
      const steps = [...got.steps.map(({ percent, watchedMs }) => ({ percent, holdMs: watchedMs })), { percent: 100, holdMs: 0 }];
      expect(power(withWave(plan, { shift: { kind: 'steps', steps } }))).toEqual([]);
    }), { numRuns: 50 });
  });

  test('takes a small share first where that does less harm', () => {
    const service = { requestsPerSecond: 100, detect: 0.01, datapointsToFail: 3 };
    const designer = new Designer(basis(service), false);
    const fixed = { power: 0.8, alarm: 0.3, totalMs: 60 * MINUTE_MS };
    const within = (harmedRequests: number, growth: number) => totals(designer.quickest({ ...fixed, harmedRequests, growth })!);
    expect(within(5000, 100)).toEqual(['15 % for 5']);
    expect(within(500, 100)).toEqual(['2 % for 10']);
    expect(within(500, 10)).toEqual(['2 % for 10', '15 % for 5']);
    expect(within(500, 4)).toEqual(['2 % for 10', '5 % for 7', '20 % for 5', '30 % for 5']);
  });
});

test('a signal of evidence may stop the release as well, though another one is designed for', () => {
  const errors = Signal.errorRatio({ atMost: 0.005, detect: 0.01 });
  const plan = soundPlan({ rollbackOn: [errors, Signal.sequential({ detect: 0.006 })].map((signal) => RollbackTrigger.signal(signal)) });
  const found = basisOf(plan, plan.waves[0])!;
  expect(found.signal.name).toBe('error-ratio');
  expect(found.signals.map(({ name }) => name)).toEqual(['error-ratio', 'sequential-error-ratio']);
});
