import type { AlarmState } from '../../../support/codepipeline/alarm-expression';
import { alarmExpression } from '../../../support/codepipeline/alarm-expression';

const STATES: Record<string, AlarmState> = { bad: 'ALARM', good: 'OK', blind: 'INSUFFICIENT_DATA' };

test.each([
  ['ALARM(bad)', true],
  ['ALARM("good")', false],
  ['NOT ALARM(good)', true],
  ['ALARM(good) OR ALARM("bad")', true],
  ['ALARM(good) AND ALARM(bad)', false],
  ['ALARM(bad) OR ALARM(good) AND ALARM(good)', true],
  ['(ALARM(bad) OR ALARM(good)) AND ALARM(good)', false],
  ['INSUFFICIENT_DATA(blind) AND OK(good) AND NOT (FALSE OR ALARM(good))', true],
  ['TRUE', true],
])('%s is %s', (rule, fires) => {
  expect(alarmExpression(rule)((alarm) => STATES[alarm])).toBe(fires);
});

test.each(['', 'ALARM', 'ALARM(bad', 'FIRING(bad)', 'ALARM(bad) ALARM(good)', '(ALARM(bad)'])('fails when it is "%s"', (rule) => {
  expect(() => alarmExpression(rule)).toThrow('cannot read');
});
