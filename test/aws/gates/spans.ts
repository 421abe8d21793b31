import * as fc from 'fast-check';
import type { FreezeSpec } from '../../../src/model/spec';
import { monthDays } from './month-days';

type Span = FreezeSpec['span'];

/** Zones in which no day begins or ends with a changed clock. */
const zones = fc.constantFrom('Europe/Zurich', 'America/New_York', 'Asia/Kathmandu', 'UTC');

const yearly = fc.record({ kind: fc.constant('yearly' as const), from: monthDays, to: monthDays, timeZone: zones });
const weekly = fc.record({
  kind: fc.constant('weekly' as const),
  days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
  fromMinuteOfDay: fc.integer({ min: 0, max: 1439 }),
  toMinuteOfDay: fc.integer({ min: 1, max: 1440 }),
  timeZone: zones,
});
const dated = fc.record({ kind: fc.constant('dated' as const), day: fc.integer({ min: 1, max: 20 }), days: fc.integer({ min: 1, max: 11 }), timeZone: zones })
  .map(({ kind, day, days, timeZone }) => ({ kind, from: `2026-10-${`${day}`.padStart(2, '0')}T18:30`, to: `2026-10-${`${day + days}`.padStart(2, '0')}T02:00`, timeZone }));

/** Closed time of every kind. */
export const spans: fc.Arbitrary<Span> = fc.oneof(yearly, weekly, dated);

const minutes = fc.oneof(fc.integer({ min: 0, max: 1439 }), fc.constantFrom(0, 1, 1439));

/** Instants over two years, one of them a leap year, and often just before or after midnight. */
export const instants: fc.Arbitrary<number> = fc.tuple(fc.integer({ min: 0, max: 900 }), minutes)
  .map(([day, minute]) => Date.UTC(2026, 8, 1) + (day * 1440 + minute) * 60_000);
