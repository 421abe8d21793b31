import { Cron } from '../../../support/codepipeline/cron';

const at = (text: string) => Date.parse(text);

test.each([
  ['* * 9-16 ? * MON-THU *', 'UTC', '2026-01-05T09:00Z', true],
  ['* * 9-16 ? * MON-THU *', 'UTC', '2026-01-05T16:59Z', true],
  ['* * 9-16 ? * MON-THU *', 'UTC', '2026-01-05T17:00Z', false],
  ['* * 9-16 ? * MON-THU *', 'UTC', '2026-01-09T10:00Z', false],
  ['* * 9-16 ? * MON-THU *', 'Europe/Berlin', '2026-01-05T08:00Z', true],
  ['* * 9-16 ? * MON-THU *', 'Europe/Berlin', '2026-07-06T07:00Z', true],
  ['* * 9-16 ? * MON-THU *', 'UTC+05:30', '2026-01-05T03:30Z', true],
  ['* 0 9-16 ? * MON-THU *', 'UTC', '2026-01-05T09:01Z', false],
  ['* * * 24-26 12 ? *', 'UTC', '2026-12-25T12:00Z', true],
  ['* * * 24-26 12 ? *', 'UTC', '2026-12-27T00:00Z', false],
  ['* 0/20 * ? * 2,4 2026', 'UTC', '2026-01-07T00:40Z', true],
  ['* 0/20 * ? * 2,4 2026', 'UTC', '2027-01-04T00:40Z', false],
])('%s in %s at %s: %s', (expression, timeZone, instant, open) => {
  expect(new Cron(expression, timeZone).isOpen(at(instant))).toBe(open);
});

test.each([
  ['in the middle of it, at once', '* * 9-16 ? * MON-THU *', 'UTC', '2026-01-05T10:12:30Z', '2026-01-05T10:12:30Z'],
  ['in the evening, on the next day', '* * 9-16 ? * MON-THU *', 'UTC', '2026-01-05T17:00:30Z', '2026-01-06T09:00:00Z'],
  ['on a Thursday evening, on Monday', '* * 9-16 ? * MON-THU *', 'Europe/Berlin', '2026-01-08T16:30:00Z', '2026-01-12T08:00:00Z'],
  ['over the change to summer time', '* * 9-16 ? * SUN *', 'Europe/Berlin', '2026-03-28T12:00:00Z', '2026-03-29T07:00:00Z'],
])('opens %s', (_, expression, timeZone, from, opens) => {
  expect(new Cron(expression, timeZone).opensMs(at(from))).toBe(at(opens));
});

test('what never opens never opens', () => {
  expect(new Cron('* * * 30 2 ? *').opensMs(at('2026-01-05T00:00Z'))).toBe(Infinity);
});

test.each(['* * 9 ? *', '0 * 9 ? * MON *', '* * 9 * * MON *', '* * 9 ? * ? *', '* * 9-25 ? * MON *', '* * x ? * MON *'])('fails when it is %s', (expression) => {
  expect(() => new Cron(expression)).toThrow();
});
