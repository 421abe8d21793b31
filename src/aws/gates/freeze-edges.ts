import type { DatedSpan, FreezeSpec, WeeklyHours, YearlySpan } from '../../model/spec';
import { daysAfter } from './calendar-days';

const DAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];
const HOUR = 60;
const DAY = 24 * HOUR;

/** When closed time begins and ends, as EventBridge Scheduler writes it. */
export interface FreezeEdges {
  readonly begins: string[];
  /** Where a year decides which of two days is the one, both: whoever opens asks the calendar first. */
  readonly ends: string[];
  readonly timeZone: string;
}

/** @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html */
export function freezeEdges(span: FreezeSpec['span']): FreezeEdges {
  switch (span.kind) {
    case 'dated': return dated(span);
    case 'yearly': return yearly(span);
    case 'weekly': return weekly(span);
    default: throw new Error(`not a span: ${JSON.stringify(span satisfies never)}`);
  }
}

function dated({ from, to, timeZone }: DatedSpan): FreezeEdges {
  const at = (local: string) => `at(${local.length < 'YYYY-MM-DDTHH:MM:SS'.length ? `${local}:00` : local})`;
  return { begins: [at(from)], ends: [at(to)], timeZone };
}

function yearly({ from, to, timeZone }: YearlySpan): FreezeEdges {
  const midnight = (monthDay: string) => {
    const [month, day] = monthDay.split('-').map(Number);
    return `cron(0 0 ${day} ${month} ? *)`;
  };
  // a leap day that does not occur begins with the first of March
  const first = from === '02-29' ? [from, '03-01'] : [from];
  return { begins: first.map(midnight), ends: daysAfter(to).map(midnight), timeZone };
}

function weekly({ days, fromMinuteOfDay: from, toMinuteOfDay: to, timeZone }: WeeklyHours): FreezeEdges {
  const over = to <= from || to === DAY ? 1 : 0;
  const at = (minuteOfDay: number, later: number) => {
    const names = days.map((day) => (day - 1 + later) % DAYS.length).sort((a, b) => a - b).map((day) => DAYS[day]);
    return `cron(${minuteOfDay % HOUR} ${Math.floor(minuteOfDay / HOUR) % 24} ? * ${names.join(',')} *)`;
  };
  return { begins: [at(from, 0)], ends: [at(to, over)], timeZone };
}
