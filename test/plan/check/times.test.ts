import type { DatedSpan, WeeklyHours, YearlySpan } from '../../../src/model/spec';
import type { Span } from '../../../src/plan/calendar';
import { isSound, times } from '../../../src/plan/check/times';
import { found, soundPlan } from '../../support/sound-plan';

const weekly: WeeklyHours = { kind: 'weekly', days: [1], fromMinuteOfDay: 540, toMinuteOfDay: 1440, timeZone: 'Europe/Zurich' };
const dated: DatedSpan = { kind: 'dated', from: '2026-12-18T18:00', to: '2027-01-04T09:30:15', timeZone: 'America/New_York' };
const yearly: YearlySpan = { kind: 'yearly', from: '12-20', to: '02-29', timeZone: 'UTC' };
const frozen = (span: Span) => found(times({ ...soundPlan(), freezes: [{ name: 'f', span, owner: 'a', reason: 'b', tiers: ['production'] }] }));

test.each<[Span]>([[weekly], [dated], [yearly], [{ ...weekly, fromMinuteOfDay: 0, toMinuteOfDay: 0 }]])('%j is a time', (span) => {
  expect(frozen(span)).toEqual([]);
  expect(isSound(span)).toBe(true);
});

test.each<[string, Span]>([
  ['SP1102 Shop/freezes/f/timeZone', { ...weekly, timeZone: 'Mars/Base' }],
  ['SP1102 Shop/freezes/f/timeZone', { ...dated, timeZone: 'utc' }],
  ['SP1102 Shop/freezes/f/timeZone', { ...yearly, timeZone: '' }],
  ['SP1103 Shop/freezes/f/from', { ...weekly, fromMinuteOfDay: -1 }],
  ['SP1103 Shop/freezes/f/from', { ...weekly, fromMinuteOfDay: 1440 }],
  ['SP1103 Shop/freezes/f/to', { ...weekly, toMinuteOfDay: 1441 }],
  ['SP1103 Shop/freezes/f/to', { ...weekly, toMinuteOfDay: 10.5 }],
  ['SP1105 Shop/freezes/f/days', { ...weekly, days: [] }],
  ['SP1103 Shop/freezes/f/from', { ...dated, from: '2026-12-18' }],
  ['SP1103 Shop/freezes/f/from', { ...dated, from: '2026-12-18T24:00' }],
  ['SP1103 Shop/freezes/f/to', { ...dated, to: '2027-02-29T00:00' }],
  ['SP1103 Shop/freezes/f/to', { ...dated, to: '2027-01-04T09:00Z' }],
  ['SP1105 Shop/freezes/f/to', { ...dated, to: dated.from }],
  ['SP1103 Shop/freezes/f/from', { ...yearly, from: '13-01' }],
  ['SP1103 Shop/freezes/f/from', { ...yearly, from: '1-1' }],
  ['SP1103 Shop/freezes/f/to', { ...yearly, to: '02-30' }],
  ['SP1103 Shop/freezes/f/to', { ...yearly, to: '00-10' }],
])('fails with %s when it is %j', (expected, span) => {
  expect(frozen(span)).toEqual([expected]);
  expect(isSound(span)).toBe(false);
});

test('fails when the time of a window does not exist', () => {
  const plan = soundPlan();
  const gates = [{ id: 'window-1', kind: 'window' as const, windows: [{ name: 'office', hours: { ...weekly, toMinuteOfDay: -1 } }] }];
  expect(found(times({ ...plan, waves: [{ ...plan.waves[0], gates }] }))).toEqual(['SP1103 Shop/prod/gates/window-1/office/to']);
});
