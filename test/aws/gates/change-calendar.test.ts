import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { changeCalendar } from '../../../src/aws/gates/change-calendar';
import type { FreezeSpec } from '../../../src/model/spec';
import { isWithin } from '../../../src/plan/calendar';
import { instants, spans } from './spans';

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const freeze = (span: FreezeSpec['span'], more: Partial<FreezeSpec> = {}): FreezeSpec => ({ name: 'year-end', span, owner: 'sre', reason: 'nobody is here', tiers: ['production'], ...more });
const always: FreezeSpec['span'] = { kind: 'yearly', from: '12-20', to: '01-03', timeZone: 'Europe/Zurich' };

/** The properties of each event, as RFC 5545 reads them. */
function eventsOf(calendar: string): Record<string, string>[] {
  const lines = calendar.replace(/\r\n[ \t]/g, '').split('\r\n');
  return lines.join('\n').split('BEGIN:VEVENT\n').slice(1).map((event) =>
    Object.fromEntries(event.split('\nEND:VEVENT')[0].split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)])));
}

function at(event: Record<string, string>, name: string): { local: Temporal.PlainDateTime; timeZone: string } {
  const [key, value] = Object.entries(event).find(([known]) => known === name || known.startsWith(`${name};TZID=`))!;
  return { local: Temporal.PlainDateTime.from(value.replace('Z', '')), timeZone: key.split('TZID=')[1] ?? 'UTC' };
}

/** Whether one of the occurrences of an event covers an instant: each is as long as the first, by the clock on the wall. */
function covers(event: Record<string, string>, atMs: number): boolean {
  const [start, end] = [at(event, 'DTSTART'), at(event, 'DTEND')];
  const now = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(start.timeZone).toPlainDateTime();
  const length = start.local.until(end.local);
  const rule = Object.fromEntries((event.RRULE ?? '').split(';').map((part) => part.split('='))) as Record<string, string>;
  const dates = event.RRULE ? [0, 1].map((days) => now.toPlainDate().subtract({ days })).filter((date) => matches(rule, date)) : [start.local.toPlainDate()];
  return dates.some((date) => {
    const begins = date.toPlainDateTime(start.local.toPlainTime());
    return Temporal.PlainDateTime.compare(begins, now) <= 0 && Temporal.PlainDateTime.compare(now, begins.add(length)) < 0;
  });
}

function matches(rule: Record<string, string>, date: Temporal.PlainDate): boolean {
  if (rule.FREQ === 'WEEKLY') return rule.BYDAY.split(',').includes(DAYS[date.dayOfWeek - 1]);
  return Number(rule.BYMONTH) === date.month && rule.BYMONTHDAY.split(',').map(Number).includes(date.day);
}

test('is closed when the plan is, read by the rules of RFC 5545', () => {
  fc.assert(fc.property(spans, instants, (span, atMs) => {
    expect(eventsOf(changeCalendar('shop', freeze(span))).some((event) => covers(event, atMs))).toBe(isWithin(span, atMs));
  }), { numRuns: 300 });
});

test('a recurring event begins on a day that its own rule has', () => {
  fc.assert(fc.property(spans, (span) => {
    for (const event of eventsOf(changeCalendar('shop', freeze(span)))) {
      const { local, timeZone } = at(event, 'DTSTART');
      expect(covers(event, local.toZonedDateTime(timeZone).epochMilliseconds)).toBe(true);
    }
  }));
});

test('a dated freeze is one event in UTC and never recurs', () => {
  const [event, ...others] = eventsOf(changeCalendar('shop', freeze({ kind: 'dated', from: '2026-11-26T18:00', to: '2026-12-01T09:00', timeZone: 'Europe/Zurich' })));
  expect(others).toEqual([]);
  expect(event).toMatchObject({ DTSTART: '20261126T170000Z', DTEND: '20261201T080000Z' });
  expect(event).not.toHaveProperty('RRULE');
});

test('says that it is open unless it says otherwise, who ordered it and why', () => {
  const calendar = changeCalendar('shop', freeze(always));
  expect(calendar).toMatch(/^BEGIN:VCALENDAR\r\nPRODID:-\/\/AWS\/\/Change Calendar 1.0\/\/EN\r\nVERSION:2.0\r\nX-CALENDAR-TYPE:DEFAULT_OPEN\r\n/);
  expect(eventsOf(calendar)[0]).toMatchObject({ SUMMARY: 'year-end: nobody is here', DESCRIPTION: 'ordered by sre: nobody is here' });
});

test('what people write breaks neither its lines nor its length, and no letter is cut', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (reason) => {
    const calendar = changeCalendar('shop', freeze(always, { reason }));
    const lines = calendar.split('\r\n');
    for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(Buffer.from(calendar).toString()).toBe(calendar);
    expect(lines.pop()).toBe('');
    expect(eventsOf(calendar)).toHaveLength(2);
  }));
});

test('a line that goes on for long is as short as the others, with the space it begins with', () => {
  const reason = 'x'.repeat(500);
  const calendar = changeCalendar('shop', freeze(always, { reason }));
  expect(Math.max(...calendar.split('\r\n').map((line) => Buffer.byteLength(line)))).toBe(75);
  expect(eventsOf(calendar)[0].SUMMARY).toBe(`year-end: ${reason}`);
});

test('separators keep from being read as such', () => {
  expect(changeCalendar('shop', freeze(always, { reason: 'a;b,c\\d\nEND:VCALENDAR' }))).toContain('SUMMARY:year-end: a\\;b\\,c\\\\d\\nEND:VCALENDAR');
});
