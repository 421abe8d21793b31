import type { FreezeSpec, WeeklyHours, YearlySpan } from '../../model/spec';
import { datedInterval } from '../../plan/calendar/interval';
import { dayAfter, utcText } from '../../plan/calendar/local-date';
import { monthsBetween } from './calendar-days';

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const LINE_OCTETS = 75;

/**
 * A freeze as a calendar of Systems Manager that is open unless an event closes it. A dated freeze is one event in UTC, which
 * no reader can mistake; a recurring one follows the clock on the wall of its place.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-change-calendar.html
 * @see https://datatracker.ietf.org/doc/html/rfc5545
 */
export function changeCalendar(service: string, freeze: FreezeSpec): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'PRODID:-//AWS//Change Calendar 1.0//EN',
    'VERSION:2.0',
    'X-CALENDAR-TYPE:DEFAULT_OPEN',
    `X-WR-CALDESC:${text(`${freeze.name} holds releases of ${service}`)}`,
    ...closings(freeze.span).flatMap((times, index) => event(service, freeze, times, index)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function event(service: string, { name, owner, reason }: FreezeSpec, times: string[], index: number): string[] {
  return [
    'BEGIN:VEVENT',
    // the same at each synthesis: when it was declared is in the history of its source
    'DTSTAMP:20240101T000000Z',
    `UID:${service}-${name}-${index}@spillway`,
    `SUMMARY:${text(`${name}: ${reason}`)}`,
    `DESCRIPTION:${text(`ordered by ${owner}: ${reason}`)}`,
    ...times,
    'END:VEVENT',
  ];
}

function closings(span: FreezeSpec['span']): string[][] {
  switch (span.kind) {
    case 'dated': {
      const { fromMs, toMs } = datedInterval(span);
      return [[`DTSTART:${utcText(fromMs)}`, `DTEND:${utcText(toMs)}`]];
    }
    case 'yearly': return yearly(span);
    case 'weekly': return [weekly(span)];
    default: throw new Error(`not a span: ${JSON.stringify(span satisfies never)}`);
  }
}

/** Day by day: one event from the first to the last day would be as long in a leap year as in the others. */
function yearly({ from, to, timeZone }: YearlySpan): string[][] {
  return monthsBetween(from, to).map(({ month, first, last }) => {
    const days = Array.from({ length: last - first + 1 }, (_, i) => first + i);
    const date = `2024${two(month)}${two(first)}`;
    return [
      `DTSTART;TZID=${timeZone}:${date}T000000`,
      `DTEND;TZID=${timeZone}:${dayAfter(date)}T000000`,
      `RRULE:FREQ=YEARLY;BYMONTH=${month};BYMONTHDAY=${days.join(',')}`,
    ];
  });
}

/** The first week of 2024 begins on a Monday. */
function weekly({ days, fromMinuteOfDay: from, toMinuteOfDay: to, timeZone }: WeeklyHours): string[] {
  const at = (day: number, minuteOfDay: number) => `TZID=${timeZone}:202401${two(day)}T${two(Math.floor(minuteOfDay / 60) % 24)}${two(minuteOfDay % 60)}00`;
  const [first] = days;
  return [
    `DTSTART;${at(first, from)}`,
    `DTEND;${at(to <= from || to === 1_440 ? first + 1 : first, to)}`,
    `RRULE:FREQ=WEEKLY;BYDAY=${days.map((day) => WEEKDAYS[day - 1]).join(',')}`,
  ];
}

/** Separators have a meaning of their own. */
function text(value: string): string {
  return value.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');
}

/** A line has at most 75 octets, and goes on in one that begins with a space. No letter is cut in two. */
function folded(line: string): string {
  let [lines, octets] = ['', 0];
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    const full = octets + size > LINE_OCTETS;
    lines += full ? `\r\n ${letter}` : letter;
    octets = full ? size + 1 : octets + size;
  }
  return lines;
}

function two(part: number): string {
  return `${part}`.padStart(2, '0');
}
