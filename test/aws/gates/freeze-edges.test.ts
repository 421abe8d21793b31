import { Temporal } from 'temporal-polyfill';
import { freezeEdges } from '../../../src/aws/gates/freeze-edges';
import type { FreezeSpec } from '../../../src/model/spec';
import { isWithin } from '../../../src/plan/calendar';

type Span = FreezeSpec['span'];
const timeZone = 'Europe/Zurich';
const weekly = (days: number[], fromMinuteOfDay: number, toMinuteOfDay: number): Span => ({ kind: 'weekly', days, fromMinuteOfDay, toMinuteOfDay, timeZone });
const yearly = (from: string, to: string): Span => ({ kind: 'yearly', from, to, timeZone });

test.each<[string, Span, string[], string[]]>([
  ['dated', { kind: 'dated', from: '2026-11-26T18:00', to: '2026-12-01T09:00:30', timeZone }, ['at(2026-11-26T18:00:00)'], ['at(2026-12-01T09:00:30)']],
  ['over the year', yearly('12-20', '01-03'), ['cron(0 0 20 12 ? *)'], ['cron(0 0 4 1 ? *)']],
  ['to the end of a month', yearly('06-01', '06-30'), ['cron(0 0 1 6 ? *)'], ['cron(0 0 1 7 ? *)']],
  ['to the end of the year', yearly('12-01', '12-31'), ['cron(0 0 1 12 ? *)'], ['cron(0 0 1 1 ? *)']],
  ['to the 28th of February, which the 29th may follow', yearly('02-01', '02-28'), ['cron(0 0 1 2 ? *)'], ['cron(0 0 29 2 ? *)', 'cron(0 0 1 3 ? *)']],
  ['from a leap day, to a leap day', yearly('02-29', '02-29'), ['cron(0 0 29 2 ? *)', 'cron(0 0 1 3 ? *)'], ['cron(0 0 1 3 ? *)']],
  ['on days', weekly([1, 5], 8 * 60 + 30, 9 * 60), ['cron(30 8 ? * MON,FRI *)'], ['cron(0 9 ? * MON,FRI *)']],
  ['over midnight', weekly([5, 7], 22 * 60, 6 * 60), ['cron(0 22 ? * FRI,SUN *)'], ['cron(0 6 ? * MON,SAT *)']],
  ['to midnight', weekly([6, 7], 0, 1440), ['cron(0 0 ? * SAT,SUN *)'], ['cron(0 0 ? * MON,SUN *)']],
])('a freeze %s', (_, span, begins, ends) => {
  expect(freezeEdges(span)).toEqual({ begins, ends, timeZone });
});

/** Whether Scheduler would run at a minute, as its documentation has it. */
function runsAt(expression: string, local: Temporal.PlainDateTime): boolean {
  const [, at] = /^at\((.*)\)$/.exec(expression) ?? [];
  if (at) return local.equals(Temporal.PlainDateTime.from(at));
  const [minute, hour, day, month, weekdays] = /^cron\((.*)\)$/.exec(expression)![1].split(' ');
  const names = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];
  return local.minute === Number(minute) && local.hour === Number(hour)
    && (weekdays === '?' ? local.day === Number(day) && local.month === Number(month) : weekdays.split(',').includes(names[local.dayOfWeek - 1]));
}

test('overlapping freezes never open each other: for two years the way is open exactly when none holds', () => {
  const freezes = [
    yearly('12-20', '02-28'), yearly('02-29', '03-02'), weekly([6, 7], 0, 1440), weekly([1, 2], 22 * 60, 6 * 60),
    { kind: 'dated', from: '2027-12-18T18:00', to: '2028-01-10T09:00', timeZone } satisfies Span,
  ];
  const edges = freezes.map(freezeEdges);
  let open = true;
  const wrong: string[] = [];
  // every hour at which one of them begins or ends
  for (let day = Temporal.PlainDate.from('2027-06-05'); day.year < 2029 || day.month < 6; day = day.add({ days: 1 })) {
    for (const hour of [0, 6, 9, 18, 22]) {
      const local = day.toPlainDateTime({ hour });
      const held = freezes.some((freeze) => isWithin(freeze, local.toZonedDateTime(timeZone).epochMilliseconds));
      const runs = (edge: 'begins' | 'ends') => edges.some((of) => of[edge].some((expression) => runsAt(expression, local)));
      if (runs('begins')) open = false;
      // the end waits for a minute and asks the calendar
      if (runs('ends')) open = !held;
      if (open === held) wrong.push(local.toString());
    }
  }
  expect(wrong).toEqual([]);
});
