import type { DatedSpan, YearlySpan } from '../../model/spec';
import { dayBeginsLocalMs, dayEndsLocalMs, parseLocalDateTime, parseMonthDay, yearOf } from './local-date';
import { firstInstantMs, lastInstantMs, localMsAt } from './zone';

/** From one instant to another, the latter not included. */
export interface Interval {
  readonly fromMs: number;
  readonly toMs: number;
}

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
  const over = to.toString() < from.toString() ? 1 : 0;
  const year = yearOf(localMsAt(span.timeZone, aroundMs));
  const intervals = [];
  for (let begins = year - 1; begins <= year + yearsAhead; begins++) {
    intervals.push({
      fromMs: firstInstantMs(span.timeZone, dayBeginsLocalMs(begins, from)),
      toMs: lastInstantMs(span.timeZone, dayEndsLocalMs(begins + over, to)),
    });
  }
  return intervals.filter(({ fromMs, toMs }) => fromMs < toMs);
}
