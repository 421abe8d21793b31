import * as fc from 'fast-check';
import type { DatedSpan, WeeklyHours, YearlySpan } from '../../src/model/spec';
import type { Span } from '../../src/plan/calendar';
import { changesBetween, isFrozen, isOpen, isWithin, nextChangeMs } from '../../src/plan/calendar';
import { timeZones } from '../support/arbitrary-time-zone';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const at = (iso: string) => Date.parse(iso);
const weekly = (timeZone: string, from: string, to: string, days = EVERY_DAY): WeeklyHours => ({
  kind: 'weekly', days, fromMinuteOfDay: minutes(from), toMinuteOfDay: minutes(to), timeZone,
});
const dated = (timeZone: string, from: string, to: string): DatedSpan => ({ kind: 'dated', from, to, timeZone });
const yearly = (timeZone: string, from: string, to: string): YearlySpan => ({ kind: 'yearly', from, to, timeZone });
const changes = (span: Span, from: string, until: string) => [...changesBetween(span, at(from), at(until))]
  .map(({ atMs, within }) => `${within ? '+' : '-'} ${new Date(atMs).toISOString().replace(/:00\.000Z$/, 'Z')}`);

function minutes(time: string): number {
  const [hour, minute] = time.split(':').map(Number);
  return hour * 60 + minute;
}

describe('weekly hours', () => {
  test('are open from the first minute to the last, in local time', () => {
    const hours = weekly('Europe/Zurich', '09:00', '17:00', [1]);
    expect(isOpen(hours, at('2026-01-05T07:59:59.999Z'))).toBe(false);
    expect(isOpen(hours, at('2026-01-05T08:00Z'))).toBe(true);
    expect(isOpen(hours, at('2026-01-05T15:59:59.999Z'))).toBe(true);
    expect(isOpen(hours, at('2026-01-05T16:00Z'))).toBe(false);
    expect(isOpen(hours, at('2026-01-06T10:00Z'))).toBe(false);
  });

  test('follow daylight saving: the same local hours, an hour earlier in summer', () => {
    expect(changes(weekly('Europe/Zurich', '09:00', '17:00', [1]), '2026-03-22T00:00Z', '2026-03-31T00:00Z'))
      .toEqual(['+ 2026-03-23T08:00Z', '- 2026-03-23T16:00Z', '+ 2026-03-30T07:00Z', '- 2026-03-30T15:00Z']);
  });

  test('that end not later than they begin end on the next day', () => {
    expect(changes(weekly('Asia/Tokyo', '22:00', '04:00', [7]), '2026-05-01T00:00Z', '2026-05-08T00:00Z'))
      .toEqual(['+ 2026-05-03T13:00Z', '- 2026-05-03T19:00Z']);
    expect(changes(weekly('UTC', '09:00', '09:00', [5]), '2026-05-01T00:00Z', '2026-05-08T00:00Z'))
      .toEqual(['+ 2026-05-01T09:00Z', '- 2026-05-02T09:00Z']);
  });

  test('that end at 24:00 pass midnight without a break when the next day begins then', () => {
    expect(changes(weekly('UTC', '00:00', '24:00', [1, 2]), '2026-05-03T00:00Z', '2026-05-09T00:00Z'))
      .toEqual(['+ 2026-05-04T00:00Z', '- 2026-05-06T00:00Z']);
  });

  test.each<[string, string, string, string, string, string[]]>([
    // what the clock leaves out does not occur
    ['Europe/Zurich', '02:00', '03:00', '2026-03-28T22:00Z', '2026-03-29T22:00Z', []],
    ['America/New_York', '01:30', '02:30', '2026-03-08T00:00Z', '2026-03-09T00:00Z', ['+ 2026-03-08T06:30Z', '- 2026-03-08T07:00Z']],
    ['Australia/Lord_Howe', '02:00', '02:45', '2026-10-03T12:00Z', '2026-10-04T12:00Z', ['+ 2026-10-03T15:30Z', '- 2026-10-03T15:45Z']],
    // what it repeats counts both times
    ['Europe/Zurich', '02:30', '03:00', '2026-10-24T22:00Z', '2026-10-25T22:00Z',
      ['+ 2026-10-25T00:30Z', '- 2026-10-25T01:00Z', '+ 2026-10-25T01:30Z', '- 2026-10-25T02:00Z']],
    ['America/New_York', '01:00', '03:00', '2026-11-01T00:00Z', '2026-11-02T00:00Z', ['+ 2026-11-01T05:00Z', '- 2026-11-01T08:00Z']],
    ['Australia/Lord_Howe', '01:00', '02:00', '2026-04-04T12:00Z', '2026-04-05T12:00Z', ['+ 2026-04-04T14:00Z', '- 2026-04-04T15:30Z']],
    ['Asia/Kathmandu', '02:00', '03:00', '2026-03-28T18:00Z', '2026-03-29T18:00Z', ['+ 2026-03-28T20:15Z', '- 2026-03-28T21:15Z']],
  ])('in %s from %s to %s around a change of the clock', (zone, from, to, after, until, expected) => {
    expect(changes(weekly(zone, from, to), after, until)).toEqual(expected);
  });

  test('that leave no minute closed never change, nor do those without days', () => {
    expect(nextChangeMs(weekly('Europe/Zurich', '00:00', '24:00'), at('2026-03-01T00:00Z'))).toBeUndefined();
    expect(nextChangeMs(weekly('Europe/Zurich', '09:00', '17:00', []), at('2026-03-01T00:00Z'))).toBeUndefined();
  });

  test('that the clock leaves out this week are found a week later', () => {
    expect(nextChangeMs(weekly('Europe/Zurich', '02:00', '03:00', [7]), at('2026-03-23T00:00Z'))).toBe(at('2026-04-05T00:00Z'));
  });
});

describe('a dated span', () => {
  test('holds once, across the end of a year, and never again', () => {
    const span = dated('America/New_York', '2026-12-18T18:00', '2027-01-04T09:30');
    expect(changes(span, '2020-01-01T00:00Z', '2050-01-01T00:00Z')).toEqual(['+ 2026-12-18T23:00Z', '- 2027-01-04T14:30Z']);
    expect(nextChangeMs(span, at('2027-01-04T14:30Z'))).toBeUndefined();
  });

  test('whose end the clock shows twice holds until the second time', () => {
    expect(changes(dated('Europe/Zurich', '2026-10-25T02:30', '2026-10-25T02:45'), '2026-10-24T00:00Z', '2026-10-27T00:00Z'))
      .toEqual(['+ 2026-10-25T00:30Z', '- 2026-10-25T01:45Z']);
  });

  test('whose end the clock leaves out holds until the clock is changed', () => {
    expect(changes(dated('Europe/Zurich', '2026-03-28T00:00', '2026-03-29T02:30'), '2026-03-20T00:00Z', '2026-04-20T00:00Z'))
      .toEqual(['+ 2026-03-27T23:00Z', '- 2026-03-29T01:00Z']);
  });

  test('whose beginning the clock leaves out, or shows twice, holds from the change or the first time', () => {
    expect(changes(dated('Europe/Zurich', '2026-03-29T02:30', '2026-03-30T00:00'), '2026-03-20T00:00Z', '2026-04-20T00:00Z'))
      .toEqual(['+ 2026-03-29T01:00Z', '- 2026-03-29T22:00Z']);
    expect(changes(dated('Europe/Zurich', '2026-10-25T02:30', '2026-10-26T00:00'), '2026-10-20T00:00Z', '2026-11-20T00:00Z'))
      .toEqual(['+ 2026-10-25T00:30Z', '- 2026-10-25T23:00Z']);
  });

  test('holds through a day that a zone left out', () => {
    expect(changes(dated('Pacific/Apia', '2011-12-29T00:00', '2011-12-30T12:00'), '2011-12-01T00:00Z', '2012-02-01T00:00Z'))
      .toEqual(['+ 2011-12-29T10:00Z', '- 2011-12-30T10:00Z']);
  });
});

describe('a yearly span', () => {
  test('closes both of its days, every year', () => {
    expect(changes(yearly('Europe/Zurich', '07-01', '07-02'), '2026-01-01T00:00Z', '2028-01-01T00:00Z'))
      .toEqual(['+ 2026-06-30T22:00Z', '- 2026-07-02T22:00Z', '+ 2027-06-30T22:00Z', '- 2027-07-02T22:00Z']);
  });

  test('passes the end of the year', () => {
    const freeze = { name: 'year-end', span: yearly('America/New_York', '12-20', '01-04'), owner: 'sre', reason: 'holidays', tiers: ['production'] };
    expect(isFrozen(freeze, at('2026-12-31T23:59Z'))).toBe(true);
    expect(isFrozen(freeze, at('2027-01-05T04:59Z'))).toBe(true);
    expect(isFrozen(freeze, at('2027-01-05T05:00Z'))).toBe(false);
  });

  test('of the leap day alone holds in leap years alone, also where a century is left out', () => {
    expect(changes(yearly('UTC', '02-29', '02-29'), '2095-01-01T00:00Z', '2105-01-01T00:00Z'))
      .toEqual(['+ 2096-02-29T00:00Z', '- 2096-03-01T00:00Z', '+ 2104-02-29T00:00Z', '- 2104-03-01T00:00Z']);
  });

  test('that begins on the leap day begins on the first of March in other years; one that ends on it ends with February', () => {
    expect(changes(yearly('UTC', '02-29', '03-02'), '2027-01-01T00:00Z', '2028-12-31T00:00Z'))
      .toEqual(['+ 2027-03-01T00:00Z', '- 2027-03-03T00:00Z', '+ 2028-02-29T00:00Z', '- 2028-03-03T00:00Z']);
    expect(changes(yearly('UTC', '02-27', '02-29'), '2027-01-01T00:00Z', '2028-12-31T00:00Z'))
      .toEqual(['+ 2027-02-27T00:00Z', '- 2027-03-01T00:00Z', '+ 2028-02-27T00:00Z', '- 2028-03-01T00:00Z']);
  });

  test('over the whole year never changes', () => {
    expect(nextChangeMs(yearly('Europe/Zurich', '01-01', '12-31'), at('2026-06-01T00:00Z'))).toBeUndefined();
    expect(isWithin(yearly('Europe/Zurich', '01-01', '12-31'), at('2026-12-31T23:30Z'))).toBe(true);
  });

  test('that begins where midnight comes twice begins once', () => {
    // in Havana one o'clock becomes midnight on the first Sunday of November
    expect(changes(yearly('America/Havana', '11-01', '11-01'), '2026-10-01T00:00Z', '2026-12-01T00:00Z'))
      .toEqual(['+ 2026-11-01T04:00Z', '- 2026-11-02T05:00Z']);
  });
});

describe('any span', () => {
  const minuteOfDay = fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15);
  const monthDays = fc.constantFrom('01-01', '02-28', '02-29', '03-01', '03-29', '10-25', '12-31');
  const spans: fc.Arbitrary<Span> = timeZones().chain((timeZone) => fc.oneof(
    fc.tuple(fc.subarray(EVERY_DAY), minuteOfDay, minuteOfDay).map(([days, from, to]): Span => (
      { kind: 'weekly', days, fromMinuteOfDay: from, toMinuteOfDay: to === 0 ? 1440 : to, timeZone })),
    fc.tuple(monthDays, monthDays).map(([from, to]): Span => yearly(timeZone, from, to)),
    fc.tuple(fc.constantFrom('2026-03-29T02:30', '2026-10-25T02:30', '2026-04-05T01:45'), fc.constantFrom('2026-10-25T02:45', '2026-12-31T23:59'))
      .map(([from, to]): Span => dated(timeZone, from, to)),
  ));
  const instants = fc.integer({ min: at('2026-01-01T00:00Z') / 60_000, max: at('2029-01-01T00:00Z') / 60_000 }).map((minute) => minute * 60_000);

  test('is constant between two changes, and another on both sides of each', () => {
    fc.assert(fc.property(spans, instants, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 10 }), (span, afterMs, places) => {
      const next = nextChangeMs(span, afterMs);
      const untilMs = next ?? afterMs + 10 * DAY;
      for (const place of places) {
        const between = Math.min(untilMs - 1, Math.floor(afterMs + place * (untilMs - afterMs)));
        expect(isWithin(span, between)).toBe(isWithin(span, afterMs));
      }
      if (next !== undefined) expect(isWithin(span, next)).not.toBe(isWithin(span, next - 1));
    }), { numRuns: 500 });
  });

  test('lists the changes that asking again and again finds', () => {
    fc.assert(fc.property(spans, instants, (span, afterMs) => {
      const untilMs = afterMs + 30 * DAY;
      const listed = [...changesBetween(span, afterMs, untilMs)];
      let atMs: number | undefined = afterMs;
      for (const change of listed) {
        atMs = nextChangeMs(span, atMs!);
        expect(change).toEqual({ atMs, within: isWithin(span, change.atMs) });
      }
      expect(nextChangeMs(span, atMs!) ?? Infinity).toBeGreaterThan(untilMs);
    }), { numRuns: 100 });
  });

  test('of weekly hours agrees with the clock on the wall', () => {
    const weekdays = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
    const wall = (timeZone: string, atMs: number) => {
      const parts = new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'short', hour: 'numeric', minute: 'numeric', hourCycle: 'h23' }).formatToParts(atMs);
      const part = (type: string) => parts.find((found) => found.type === type)!.value;
      return { day: weekdays.indexOf(part('weekday')), minute: Number(part('hour')) * 60 + Number(part('minute')) };
    };
    fc.assert(fc.property(spans.filter((span) => span.kind === 'weekly'), instants, (span, atMs) => {
      const hours = span as WeeklyHours;
      const { day, minute } = wall(hours.timeZone, atMs);
      const overnight = hours.toMinuteOfDay <= hours.fromMinuteOfDay;
      const today = hours.days.includes(day) && minute >= hours.fromMinuteOfDay && (overnight || minute < hours.toMinuteOfDay);
      const yesterday = overnight && hours.days.includes(day === 1 ? 7 : day - 1) && minute < hours.toMinuteOfDay;
      expect(isOpen(hours, atMs)).toBe(today || yesterday);
    }), { numRuns: 500 });
  });

  test('of ten years of daily hours is listed without looking at every minute', () => {
    const span = weekly('Europe/Zurich', '09:00', '17:00');
    const began = performance.now();
    expect([...changesBetween(span, at('2026-01-01T00:00Z'), at('2036-01-01T00:00Z'))]).toHaveLength(2 * 3652);
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});
