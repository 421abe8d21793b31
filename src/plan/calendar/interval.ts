import type { DatedSpan, YearlySpan } from '../../model/spec';
import type { MonthDay } from './local-date';
import { dayNumber, isLeapYear, parseLocalDateTime, parseMonthDay, yearOf } from './local-date';
import { firstInstantMs, lastInstantMs, localMsAt } from './zone';

/** From one instant to another, the latter not included. */
export interface Interval {
  readonly fromMs: number;
  readonly toMs: number;
}

const DAY_MS = 86_400_000;

/** Where the clock shows one of its ends twice, the longer reading holds: closed time errs on the side of caution. */
export function datedInterval(span: DatedSpan): Interval {
  return {
    fromMs: firstInstantMs(span.timeZone, parseLocalDateTime(span.from)!),
    toMs: lastInstantMs(span.timeZone, parseLocalDateTime(span.to)!),
  };
}

/** The intervals that begin in one of the years around an instant; the leap day falls out where there is none. */
export function yearlyIntervals(span: YearlySpan, aroundMs: number, yearsAhead: number): Interval[] {
  const [from, to] = [parseMonthDay(span.from)!, parseMonthDay(span.to)!];
  const over = to.month < from.month || (to.month === from.month && to.day < from.day) ? 1 : 0;
  const year = yearOf(localMsAt(span.timeZone, aroundMs));
  const intervals = [];
  for (let begins = year - 1; begins <= year + yearsAhead; begins++) {
    intervals.push({
      fromMs: firstInstantMs(span.timeZone, dayOf(begins, from) * DAY_MS),
      toMs: lastInstantMs(span.timeZone, dayAfter(begins + over, to) * DAY_MS),
    });
  }
  return intervals.filter(({ fromMs, toMs }) => fromMs < toMs);
}

function dayOf(year: number, { month, day }: MonthDay): number {
  return dayNumber(year, month, day);
}

function dayAfter(year: number, { month, day }: MonthDay): number {
  return month === 2 && day === 29 && !isLeapYear(year) ? dayNumber(year, 3, 1) : dayNumber(year, month, day) + 1;
}
