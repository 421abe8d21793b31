import type { Limits } from './limits';
import { isEnough, mayGoOn, mayGrow } from './limits';
import type { Schedule } from './schedule';
import { EMPTY, extended, harmedBy, lastPercent } from './schedule';
import type { StepOdds } from './step-odds';

const AS_GOOD_AS_SURE = 0.99;
/** Where little time is enough, there is little to look through. */
const SOON_MS = [10, 20, 40, 80].map((minutes) => minutes * 60_000);

/** What may be chosen, share by share in ascending order, and what follows at full traffic. */
export interface Choice {
  readonly shares: readonly (readonly StepOdds[])[];
  readonly bake: StepOdds;
}

/**
 * The schedule within the limits that takes the least time and, of those, does the least harm; undefined where there is none. Exact: each share
 * is taken for each time, or not at all, and what is dropped on the way is too long, or in nothing better than something that is kept.
 */
export function search(choice: Choice, limits: Limits): Schedule | undefined {
  for (const totalMs of [...SOON_MS.filter((ms) => ms < limits.totalMs), limits.totalMs]) {
    const found = searchWithin(choice, { ...limits, totalMs });
    if (found) return found;
  }
  return undefined;
}

/** The times for a share that are sure enough, and none that only waits after that. */
export function useful(steps: readonly StepOdds[], { power: least }: Limits): StepOdds[] {
  const sure = steps.filter(({ power }) => power >= least);
  const surest = sure.findIndex(({ power }) => power >= AS_GOOD_AS_SURE);
  return surest === -1 ? sure : sure.slice(0, surest + 1);
}

function searchWithin({ shares, bake }: Choice, limits: Limits): Schedule | undefined {
  const sure = shares.map((steps) => useful(steps, limits));
  const toGoMs = timeToGo(sure, limits);
  let open: Schedule[] = [EMPTY];
  let best: Schedule | undefined;
  for (const steps of sure) {
    const more = steps
      .flatMap((step) => open.filter((schedule) => mayGrow(lastPercent(schedule), step.percent, limits)).map((schedule) => extended(schedule, step)))
      .filter((schedule) => mayGoOn(schedule, limits));
    for (const schedule of more) if (isEnough(schedule, bake, limits) && (!best || isBetter(schedule, best, bake))) best = schedule;
    const longestMs = best?.totalMs ?? limits.totalMs;
    open = undominated([...open, ...more].filter((schedule) => schedule.totalMs + toGoMs(lastPercent(schedule)) <= longestMs));
  }
  return best;
}

/** The least time that the steps still take which the growth asks for after a share. */
function timeToGo(shares: readonly (readonly StepOdds[])[], limits: Limits): (percent: number) => number {
  const known: { percent: number; ms: number }[] = [];
  const toGoMs = (percent: number) => (mayGrow(percent, 100, limits) ? 0
    : Math.min(...known.filter((next) => next.percent > percent && mayGrow(percent, next.percent, limits)).map(({ ms }) => ms)));
  for (const [step] of [...shares].reverse()) if (step) known.push({ percent: step.percent, ms: step.watchedMs + toGoMs(step.percent) });
  return toGoMs;
}

export function isBetter(a: Schedule, b: Schedule, bake: StepOdds): boolean {
  return a.totalMs < b.totalMs || (a.totalMs === b.totalMs && harmedBy(a, bake) < harmedBy(b, bake));
}

/** Without what is in everything at least as bad as something else. */
function undominated(schedules: Schedule[]): Schedule[] {
  const kept: Schedule[] = [];
  for (const schedule of [...schedules].sort((a, b) => a.totalMs - b.totalMs || a.bad[0].passes - b.bad[0].passes || a.bad[0].harmed - b.bad[0].harmed)) {
    if (!kept.some((other) => isNoWorse(other, schedule))) kept.push(schedule);
  }
  return kept;
}

function isNoWorse(a: Schedule, b: Schedule): boolean {
  return a.totalMs <= b.totalMs && a.alarm <= b.alarm && lastPercent(a) >= lastPercent(b)
    && a.bad.every(({ passes, harmed }, i) => passes <= b.bad[i].passes && harmed <= b.bad[i].harmed);
}
