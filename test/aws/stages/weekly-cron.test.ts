import * as fc from 'fast-check';
import { weeklyCron } from '../../../src/aws/stages/weekly-cron';

const hours = (days: number[], from: number, to: number) => ({ kind: 'weekly' as const, days, fromMinuteOfDay: from * 60, toMinuteOfDay: to * 60, timeZone: 'UTC' });
const everyDay = [1, 2, 3, 4, 5, 6, 7];

test.each([
  ['office hours', hours([1, 2, 3, 4, 5], 9, 17), '* * 9-16 ? * MON-FRI *'],
  ['one hour', hours([3], 9, 10), '* * 9 ? * WED *'],
  ['days apart', hours([1, 3, 5], 9, 17), '* * 9-16 ? * MON,WED,FRI *'],
  ['two days in a row', hours([6, 7], 9, 17), '* * 9-16 ? * SAT,SUN *'],
  ['every day', hours(everyDay, 0, 24), '* * 0-23 ? * * *'],
  ['minutes within an hour', hours([1], 9.25, 9.75), '* 15-44 9 ? * MON *'],
  ['the end of an hour', hours([1], 9.5, 10), '* 30-59 9 ? * MON *'],
  ['over midnight on every day', hours(everyDay, 22, 4), '* * 0-3,22-23 ? * * *'],
  ['until midnight on every day', hours(everyDay, 22, 0), '* * 22-23 ? * * *'],
  ['from noon to noon on every day', hours(everyDay, 12, 12), '* * * ? * * *'],
])('%s', (_, window, expression) => {
  expect(weeklyCron(window)).toBe(expression);
});

test.each([
  ['half hours over several hours', hours([1], 9.5, 17)],
  ['an end half way', hours([1], 9, 17.5)],
  ['over midnight on some days', hours([5], 22, 4)],
  ['over midnight at half past', hours(everyDay, 22.5, 4)],
])('fails when it takes more than one expression: %s', (_, window) => {
  expect(weeklyCron(window)).toBeUndefined();
});

/** Whether an expression matches a minute: an own reading of the six fields, to hold the writing against. */
function matches(expression: string, day: number, minuteOfDay: number): boolean {
  const [, minutes, hour, , , days] = expression.split(' ');
  const names = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];
  const within = (field: string, value: number) => field === '*' || field.split(',').some((part) => {
    const [first, last = first] = part.split('-').map((text) => (names.includes(text) ? names.indexOf(text) + 1 : Number(text)));
    return value >= first && value <= last;
  });
  return within(days, day) && within(hour, Math.floor(minuteOfDay / 60)) && within(minutes, minuteOfDay % 60);
}

test('an expression is open in exactly the minutes of the window', () => {
  const anyDays = fc.subarray(everyDay, { minLength: 1 });
  const quarter = fc.integer({ min: 0, max: 95 }).map((n) => n * 15);
  fc.assert(fc.property(anyDays, quarter, quarter, (days, from, to) => {
    const expression = weeklyCron({ kind: 'weekly', days, fromMinuteOfDay: from, toMinuteOfDay: to, timeZone: 'UTC' });
    if (expression === undefined) return;
    for (const day of everyDay) {
      const before = day === 1 ? 7 : day - 1;
      for (let minute = 0; minute < 1440; minute += 5) {
        const today = days.includes(day) && minute >= from && (to > from ? minute < to : true);
        const sinceYesterday = to <= from && days.includes(before) && minute < to;
        expect(matches(expression, day, minute)).toBe(today || sinceYesterday);
      }
    }
  }), { numRuns: 60 });
});
