import type { BadOdds, StepOdds } from './step-odds';

/** Steps one after the other, and what they come to. */
export interface Schedule {
  readonly steps: readonly StepOdds[];
  readonly totalMs: number;
  readonly alarm: number;
  /** Of each bad version: whether it got through so far, and what it has done. */
  readonly bad: readonly BadOdds[];
}

/** Share that the version has at last, in percent. Where it has none yet, any may follow. */
export function lastPercent({ steps }: Schedule): number {
  return steps.length === 0 ? Infinity : steps[steps.length - 1].percent;
}

export const EMPTY: Schedule = { steps: [], totalMs: 0, alarm: 0, bad: [{ passes: 1, harmed: 0 }, { passes: 1, harmed: 0 }] };

/** A step more. Its harm is done only by what got there. */
export function extended({ steps, totalMs, alarm, bad }: Schedule, step: StepOdds): Schedule {
  return { steps: [...steps, step], totalMs: totalMs + step.watchedMs, alarm: alarm + step.alarm, bad: after(bad, step) };
}

/** What the worst of the bad versions does in all, with the bake in which the last of them is seen. */
export function harmedBy({ bad }: Schedule, bake: StepOdds): number {
  return Math.max(...after(bad, bake).map(({ harmed }) => harmed));
}

function after(bad: readonly BadOdds[], step: StepOdds): BadOdds[] {
  return bad.map(({ passes, harmed }, i) => ({ passes: passes * step.bad[i].passes, harmed: harmed + passes * step.bad[i].harmed }));
}
