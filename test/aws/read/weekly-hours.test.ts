import * as fc from 'fast-check';
import { weeklyHours } from '../../../src/aws/read/weekly-hours';
import { weeklyCron } from '../../../src/aws/stages/weekly-cron';
import type { WeeklyHours } from '../../../src/model/spec';

const day = 1_440;

/** Minutes of a week in which the hours are open, whatever they are called. */
function open({ days, fromMinuteOfDay: from, toMinuteOfDay: to }: Pick<WeeklyHours, 'days' | 'fromMinuteOfDay' | 'toMinuteOfDay'>): Set<number> {
  const length = to > from ? to - from : to + day - from;
  return new Set(days.flatMap((number) => Array.from({ length }, (_, i) => ((number - 1) * day + from + i) % (7 * day))));
}

const hours = fc.record({
  days: fc.oneof(fc.subarray<number>([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }), fc.constant<number[]>([1, 2, 3, 4, 5, 6, 7])),
  fromMinuteOfDay: fc.oneof(fc.integer({ min: 0, max: 23 }).map((hour) => hour * 60), fc.integer({ min: 0, max: 1439 })),
  toMinuteOfDay: fc.oneof(fc.integer({ min: 0, max: 24 }).map((hour) => hour * 60), fc.integer({ min: 0, max: 1440 })),
}).map((drawn): WeeklyHours => ({ kind: 'weekly', ...drawn, timeZone: 'Europe/Berlin' }));

test('an expression that was written for hours means the same minutes of a week', () => {
  let written = 0;
  fc.assert(fc.property(hours, (declared) => {
    const cron = weeklyCron(declared);
    if (cron === undefined) return;
    written += 1;
    expect(open(weeklyHours(cron, 'Europe/Berlin')!)).toEqual(open(declared));
  }), { numRuns: 300 });
  expect(written).toBeGreaterThan(20);
});

test.each([
  ['* * 9-16 ? * MON-FRI *', [1, 2, 3, 4, 5], 540, 1_020],
  ['* * 9-16 ? * 2-6 *', [1, 2, 3, 4, 5], 540, 1_020],
  ['* * 9 ? * SUN *', [7], 540, 600],
  ['* 15-44 9 * * MON', [1], 555, 585],
  ['* * 0-3,22-23 ? * * *', [1, 2, 3, 4, 5, 6, 7], 1_320, 240],
])('%s', (cron, days, fromMinuteOfDay, toMinuteOfDay) => {
  expect(weeklyHours(cron, '')).toEqual({ kind: 'weekly', days, fromMinuteOfDay, toMinuteOfDay, timeZone: 'UTC' });
});

test.each([
  '0 0 9-17 ? * MON-FRI *', '* * 9-16 1 * ? *', '* * 9-16 ? 12 MON *', '* * 9-16 ? * MON 2027', '* * 9,12 ? * MON *', '* 0-29 9-16 ? * MON *',
  '* * 0-3,22-23 ? * MON *', '* * 9-16 ? * FRI-MON *', '* * 9-16 ? * MON#1 *', '* * 9-99 ? * MON *', '* *', '',
])('fails when hours are not the same every week, or not in one piece: "%s"', (cron) => {
  expect(weeklyHours(cron, 'UTC')).toBeUndefined();
});
