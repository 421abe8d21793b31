import type { WeeklyHoursOptions } from 'spillway';
import { Day, DeploymentWindow, Environment, Freeze, Gate, Tier } from 'spillway';
import { opening } from '../../../src/plan/check/opening';
import { found, soundPlan } from '../../support/sound-plan';

const ALL = [Day.MONDAY, Day.TUESDAY, Day.WEDNESDAY, Day.THURSDAY, Day.FRIDAY, Day.SATURDAY, Day.SUNDAY];
const hours = (from: string, to: string, timeZone = 'Europe/Zurich', days = ALL): WeeklyHoursOptions => ({ days, from, to, timeZone });
const window = (...open: WeeklyHoursOptions[]) => Gate.window(...open.map((one, i) => DeploymentWindow.weekly(`w${i}`, one)));
const ordered = { owner: 'sre', reason: 'rest' };
const closed = (span: WeeklyHoursOptions, tiers?: Tier[]) => Freeze.weekly(`closed-${span.from}`, { ...ordered, tiers, hours: span });
const problems = (gates: Gate[], freezes: Freeze[] = [], tier = Tier.PRODUCTION) => found(opening(soundPlan({ freezes }, {
  gates, environments: [new Environment('env', { tier })],
})));

test('a window that a freeze covers in part leaves time', () => {
  expect(problems([window(hours('09:00', '17:00'))], [closed(hours('09:00', '16:59'))])).toEqual([]);
});

test('fails when a freeze covers a window', () => {
  expect(problems([window(hours('09:00', '17:00'))], [closed(hours('09:00', '17:00'))])).toEqual(['SP2004 Shop/prod']);
});

test('fails when two freezes cover a window together, although neither does alone', () => {
  const halves = [closed(hours('09:00', '13:00')), closed(hours('13:00', '17:00'))];
  expect(problems([window(hours('09:00', '17:00'))], halves)).toEqual(['SP2004 Shop/prod']);
  expect(problems([window(hours('09:00', '17:00'))], halves.slice(1))).toEqual([]);
});

test('fails when freezes leave no time although there is no window', () => {
  expect(problems([], [closed(hours('00:00', '24:00'))])).toEqual(['SP2004 Shop/prod']);
});

test('one time in the year is enough: an hour of daylight saving, a leap day', () => {
  // these hours are the same but for the weeks in which only one of the two zones has changed its clocks
  expect(problems([window(hours('15:00', '16:00'))], [closed(hours('09:00', '10:00', 'America/New_York'))])).toEqual([]);
  const year = [Freeze.yearly('rest', { ...ordered, from: '03-01', to: '02-28', timeZone: 'UTC' })];
  expect(problems([], year)).toEqual([]);
});

test('a freeze of another tier, and one that is over some day, do not count', () => {
  const always = hours('00:00', '24:00');
  expect(problems([], [closed(always, [Tier.PRODUCTION])], Tier.TEST)).toEqual([]);
  expect(problems([], [Freeze.dated('long', { ...ordered, from: '2020-01-01T00:00', to: '2099-01-01T00:00', timeZone: 'UTC' })])).toEqual([]);
});

test('fails when two window gates of a wave never overlap', () => {
  expect(problems([window(hours('09:00', '12:00')), window(hours('13:00', '17:00'))])).toEqual(['SP2003 Shop/prod/gates']);
  expect(problems([window(hours('09:00', '12:00'), hours('14:00', '15:00')), window(hours('13:00', '17:00'))])).toEqual([]);
});

test('windows that are wrong in themselves are left to the check on times', () => {
  expect(problems([window(hours('9', '12:00')), window(hours('13:00', '17:00'))], [closed(hours('00:00', '24:00', 'Nowhere'))])).toEqual([]);
});
