import type { Schedule } from './schedule';
import { harmedBy, lastPercent } from './schedule';
import type { StepOdds } from './step-odds';

/** What a schedule must keep to. */
export interface Limits {
  readonly power: number;
  readonly alarm: number;
  readonly harmedRequests: number;
  readonly totalMs: number;
  /** How many times the share before it each share may be, full traffic as well. */
  readonly growth: number;
}

/** What is compared is computed in another order each time it is computed. */
const ROUNDING = 1 + 1e-9;

/** Whether more steps may follow: what counts only grows. */
export function mayGoOn({ totalMs, alarm, bad }: Schedule, limits: Limits): boolean {
  return totalMs <= limits.totalMs && alarm <= limits.alarm * ROUNDING && bad.every(({ harmed }) => harmed <= limits.harmedRequests * ROUNDING);
}

/** Whether the next share is not too much at once. */
export function mayGrow(fromPercent: number, toPercent: number, { growth }: Limits): boolean {
  return toPercent <= fromPercent * growth * ROUNDING;
}

export function isEnough(schedule: Schedule, bake: StepOdds, limits: Limits): boolean {
  return schedule.steps.length > 0 && mayGrow(lastPercent(schedule), 100, limits) && mayGoOn(schedule, limits)
    && harmedBy(schedule, bake) <= limits.harmedRequests * ROUNDING
    && schedule.steps.every(({ power }) => power >= limits.power);
}
