import * as fc from 'fast-check';
import type { WeeklyHours } from '../../../src/model/spec';
import type { Span } from '../../../src/plan/calendar';
import { isWithin } from '../../../src/plan/calendar';
import { longestClosed } from '../../../src/plan/calendar/longest-closed';

const HOUR_MS = 3_600_000;
const WORKDAYS = [1, 2, 3, 4, 5];
const weekly = (from: number, to: number, timeZone = 'Etc/UTC', days = WORKDAYS): WeeklyHours =>
  ({ kind: 'weekly', days, fromMinuteOfDay: from * 60, toMinuteOfDay: to * 60, timeZone });
const holidays = (timeZone = 'Etc/UTC'): Span => ({ kind: 'yearly', from: '12-20', to: '01-03', timeZone });
const sale: Span = { kind: 'dated', from: '2026-11-26T18:00', to: '2026-12-01T09:00', timeZone: 'Etc/UTC' };

const found = (gates: WeeklyHours[][], freezes: Span[] = []) => {
  const closed = longestClosed({ gates, freezes });
  return closed && { from: new Date(closed.fromMs).toISOString(), hours: (closed.toMs - closed.fromMs) / HOUR_MS };
};

test('what is never closed makes nobody wait', () => {
  expect(found([])).toBeUndefined();
  expect(found([[weekly(0, 24, 'Etc/UTC', [1, 2, 3, 4, 5, 6, 7])]])).toBeUndefined();
});

test('office hours are closed longest over the weekend', () => {
  expect(found([[weekly(9, 17)]])).toMatchObject({ hours: 64 });
});

test('the clock that is put back makes one weekend longer', () => {
  expect(found([[weekly(9, 17, 'Europe/Zurich')]])).toEqual({ from: '2028-10-27T15:00:00.000Z', hours: 65 });
});

test('a yearly freeze is longest in the year in which two weekends lie beside it', () => {
  // 20 December 2027 is a Monday
  expect(found([[weekly(9, 17)]], [holidays()])).toEqual({ from: '2027-12-17T17:00:00.000Z', hours: 17 * 24 + 16 });
});

test('a dated freeze counts with the nights around it, long before the years that are looked at', () => {
  expect(found([[weekly(9, 17)]], [sale])).toEqual({ from: '2026-11-26T17:00:00.000Z', hours: 4 * 24 + 16 });
  expect(found([], [sale])).toEqual({ from: '2026-11-26T18:00:00.000Z', hours: 4 * 24 + 15 });
});

test('freezes that follow each other are one', () => {
  const inventory: Span = { ...sale, from: '2026-12-01T09:00', to: '2026-12-03T18:00' };
  expect(found([[weekly(9, 17)]], [sale, inventory])).toEqual({ from: '2026-11-26T17:00:00.000Z', hours: 7 * 24 + 16 });
});

test('of several gates all must be open, of several windows one', () => {
  expect(found([[weekly(9, 17)], [weekly(16, 20)]])).toMatchObject({ hours: 3 * 24 - 1 });
  expect(found([[weekly(9, 17), weekly(16, 20)]])).toMatchObject({ hours: 64 - 3 });
});

describe('whatever the hours are', () => {
  const zones = fc.constantFrom('Etc/UTC', 'Europe/Zurich', 'America/New_York');
  const days = fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 });
  const hours = fc.record({ from: fc.integer({ min: 0, max: 23 }), to: fc.integer({ min: 1, max: 24 }), zone: zones, days })
    .map((one) => weekly(one.from, one.to, one.zone, one.days));
  const gates = fc.array(fc.array(hours, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 });
  const freezes = fc.subarray([holidays('Europe/Zurich'), sale]);

  test('it is closed from the beginning to the end, open at the end, and nowhere longer', () => {
    fc.assert(fc.property(gates, freezes, fc.integer({ min: 0, max: 4 * 52 }), (windows, spans, week) => {
      const isOpen = (atMs: number) => windows.every((one) => one.some((span) => isWithin(span, atMs))) && !spans.some((span) => isWithin(span, atMs));
      const closed = longestClosed({ gates: windows, freezes: spans });
      if (!closed) return;
      const { fromMs, toMs } = closed;
      for (let i = 0; i < 20; i++) expect(isOpen(fromMs + (toMs - fromMs) * i / 20)).toBe(false);
      expect([isOpen(fromMs - 1), isOpen(toMs)]).toEqual([true, true]);
      const beginMs = Date.UTC(2028, 0, 1) + week * 7 * 24 * HOUR_MS;
      let openMs = beginMs;
      for (let atMs = beginMs; atMs < beginMs + 7 * 24 * HOUR_MS; atMs += HOUR_MS) {
        if (isOpen(atMs)) openMs = atMs + HOUR_MS;
        else expect(atMs - openMs).toBeLessThan(toMs - fromMs);
      }
    }), { numRuns: 15 });
  });
});
