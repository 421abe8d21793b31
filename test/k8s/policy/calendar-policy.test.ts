import fc from 'fast-check';
import type { DeploymentWindow as Window } from 'spillway';
import { Day, DeploymentWindow, Duration, Freeze, Gate, Tier } from 'spillway';
import { CREATED, during } from '../../../src/k8s/policy/calendar-expression';
import type { Span } from '../../../src/plan/calendar';
import { isWithin, nextChangeMs } from '../../../src/plan/calendar';
import type { Policy } from '../support/admission';
import { admit } from '../support/admission';
import { beta, manifests, object, prodEu, prodUs, shop, WATCHED } from '../support/shop';

const zone = 'Europe/Zurich';
const workdays = [Day.MONDAY, Day.TUESDAY, Day.WEDNESDAY, Day.THURSDAY, Day.FRIDAY];
const frozen = { owner: 'ops', reason: 'sales' };

/** Asks whether a Promotion may be created at an instant. */
function calendar(windows: Window[], freezes: Freeze[] = []) {
  const { app } = shop({
    pipeline: { freezes, rollbackOn: WATCHED },
    release: { breakGlass: 'on-call' },
    waves: [['beta', { environments: [beta] }], ['prod', { environments: [prodEu, prodUs], bakeTime: Duration.hours(1), gates: windows.length > 0 ? [Gate.window(...windows)] : [] }]],
  });
  const policy = object(app, 'delivery', 'ValidatingAdmissionPolicy', 'shop-release-calendar').spec as unknown as Policy;
  const answer = (creationTimestamp: string, stage = 'prod-eu', more: object = {}, groups: string[] = []) => admit(policy, {
    object: { metadata: { namespace: 'shop-release', creationTimestamp, ...more }, spec: { stage } }, groups,
  });
  type Asked = Parameters<typeof answer>;
  return Object.assign((...asked: Asked) => answer(...asked).denials, { audit: (...asked: Asked) => answer(...asked).audit });
}

const open: string[] = [];

describe('a window', () => {
  const at = calendar([DeploymentWindow.weekly('office', { days: workdays, from: '09:00', to: '17:00', timeZone: zone })]);
  const closed = ['outside the deployment window: office'];

  test.each([
    ['2026-03-02T07:59:59Z', closed], // Monday, 08:59 in winter
    ['2026-03-02T08:00:00Z', open],
    ['2026-03-02T15:59:59Z', open],
    ['2026-03-02T16:00:00Z', closed],
    ['2026-07-06T06:59:59Z', closed], // Monday, summer time
    ['2026-07-06T07:00:00Z', open],
    ['2026-03-01T12:00:00Z', closed], // Sunday
  ])('at %s', (instant, expected) => expect(at(instant)).toEqual(expected));

  test('holds no Stage of another wave', () => {
    expect(at('2026-03-01T12:00:00Z', 'prod-us')).toEqual(closed);
    expect(at('2026-03-01T12:00:00Z', 'beta')).toEqual(open);
  });

  test('is passed by the break-glass group that gives a reason, and by nobody else', () => {
    const broken = { annotations: { 'spillway.dev/break-glass': 'incident 7' } };
    expect(at('2026-03-01T12:00:00Z', 'prod-eu', broken, ['on-call'])).toEqual(open);
    expect(at('2026-03-01T12:00:00Z', 'prod-eu', broken, ['developers'])).toEqual(closed);
    expect(at('2026-03-01T12:00:00Z', 'prod-eu', { annotations: { other: '' } }, ['on-call'])).toEqual(closed);
    expect(at.audit('2026-03-01T12:00:00Z', 'prod-eu', broken, ['on-call'])).toEqual({ 'break-glass': 'alex: incident 7' });
    expect(at.audit('2026-03-01T12:00:00Z', 'prod-eu', broken, ['developers'])).toEqual({});
  });
});

describe('a window that passes midnight', () => {
  const at = calendar([DeploymentWindow.weekly('night', { days: [Day.SATURDAY], from: '22:00', to: '04:00', timeZone: 'America/New_York' })]);
  test.each([
    ['2026-01-11T02:59:00Z', false], // Saturday, 21:59
    ['2026-01-11T03:00:00Z', true],
    ['2026-01-11T08:59:00Z', true], // Sunday, 03:59
    ['2026-01-11T09:00:00Z', false],
    ['2026-01-10T08:00:00Z', false], // Saturday, 03:00, after a Friday
  ])('at %s', (instant, isOpen) => expect(at(instant).length === 0).toBe(isOpen));
});

test('a window that ends when it begins is open for a day', () => {
  const at = calendar([DeploymentWindow.weekly('mondays', { days: [Day.MONDAY], from: '09:00', to: '09:00', timeZone: 'UTC' })]);
  expect(['2026-03-02T08:59:59Z', '2026-03-02T09:00:00Z', '2026-03-03T08:59:59Z', '2026-03-03T09:00:00Z'].map((instant) => at(instant).length)).toEqual([1, 0, 0, 1]);
});

test('one of several windows is enough', () => {
  const day = (name: string, one: Day) => DeploymentWindow.weekly(name, { days: [one], from: '00:00', to: '24:00', timeZone: 'UTC' });
  const at = calendar([day('mondays', Day.MONDAY), day('sundays', Day.SUNDAY)]);
  expect(at('2026-03-02T23:59:59Z')).toEqual(open);
  expect(at('2026-03-01T00:00:00Z')).toEqual(open);
  expect(at('2026-03-03T00:00:00Z')).toHaveLength(1);
});

describe('a freeze', () => {
  test('of dates holds once, in its own year', () => {
    const at = calendar([], [Freeze.dated('launch', { ...frozen, from: '2026-12-18T18:00', to: '2027-01-04T08:00', timeZone: zone })]);
    expect(at('2026-12-18T16:59:59Z')).toEqual(open);
    expect(at('2026-12-18T17:00:00Z')).toEqual(['frozen: launch, by ops: sales']);
    expect(at('2027-01-04T06:59:59Z')).toHaveLength(1);
    expect(at('2027-01-04T07:00:00Z')).toEqual(open);
    expect(at('2027-12-24T12:00:00Z')).toEqual(open);
  });

  test('of dates holds the whole hour that comes twice when clocks are put back', () => {
    const at = calendar([], [Freeze.dated('night', { ...frozen, from: '2026-10-25T01:00', to: '2026-10-25T02:30', timeZone: zone })]);
    expect(['2026-10-25T00:15:00Z', '2026-10-25T00:45:00Z', '2026-10-25T01:29:59Z'].map((instant) => at(instant).length)).toEqual([1, 1, 1]);
    expect(at('2026-10-25T01:30:00Z')).toEqual(open);
  });

  test('of every year holds on both its days, over New Year too', () => {
    const at = calendar([], [Freeze.yearly('year-end', { ...frozen, from: '12-20', to: '01-03', timeZone: zone })]);
    expect(at('2026-12-19T22:59:59Z')).toEqual(open);
    expect(at('2026-12-19T23:00:00Z')).toHaveLength(1);
    expect(at('2031-01-03T22:59:59Z')).toHaveLength(1);
    expect(at('2031-01-03T23:00:00Z')).toEqual(open);
    const spring = calendar([], [Freeze.yearly('spring', { ...frozen, from: '03-01', to: '03-31', timeZone: 'UTC' })]);
    expect([spring('2026-02-28T23:59:59Z'), spring('2026-03-15T00:00:00Z'), spring('2026-04-01T00:00:00Z')].map((one) => one.length)).toEqual([0, 1, 0]);
  });

  test('of a week holds in its hours', () => {
    const at = calendar([], [Freeze.weekly('friday', { ...frozen, hours: { days: [Day.FRIDAY], from: '15:00', to: '24:00', timeZone: 'UTC' } })]);
    expect([at('2026-03-06T14:59:00Z'), at('2026-03-06T15:00:00Z'), at('2026-03-07T00:00:00Z')].map((one) => one.length)).toEqual([0, 1, 0]);
  });

  test('wins over an open window', () => {
    const at = calendar(
      [DeploymentWindow.weekly('always', { days: [Day.FRIDAY], from: '00:00', to: '24:00', timeZone: 'UTC' })],
      [Freeze.weekly('friday', { ...frozen, hours: { days: [Day.FRIDAY], from: '15:00', to: '24:00', timeZone: 'UTC' } })],
    );
    expect(at('2026-03-06T16:00:00Z')).toEqual(['frozen: friday, by ops: sales']);
  });

  test('holds in its tiers only', () => {
    const at = calendar([], [Freeze.dated('test', { ...frozen, tiers: [Tier.TEST], from: '2026-01-01T00:00', to: '2027-01-01T00:00', timeZone: 'UTC' })]);
    expect(at('2026-06-01T00:00:00Z', 'beta')).toHaveLength(1);
    expect(at('2026-06-01T00:00:00Z', 'prod-eu')).toEqual(open);
    const both = calendar([], [Freeze.dated('all', { ...frozen, tiers: [Tier.PRODUCTION, Tier.TEST], from: '2026-01-01T00:00', to: '2027-01-01T00:00', timeZone: 'UTC' })]);
    expect(['beta', 'prod-eu'].map((stage) => both('2026-06-01T00:00:00Z', stage).length)).toEqual([1, 1]);
  });

  test('with a reason of several lines is told in one: the API server takes no others', () => {
    const at = calendar([], [Freeze.yearly('sale', { owner: 'ops\n', reason: 'sales\r\n  and returns', from: '06-01', to: '06-02', timeZone: 'UTC' })]);
    expect(at('2026-06-01T00:00:00Z')).toEqual(['frozen: sale, by ops : sales and returns']);
  });
});

test('a denial says "Forbidden", which Kargo takes for "not now"', () => {
  const { app } = shop({ pipeline: { rollbackOn: WATCHED, freezes: [Freeze.yearly('year-end', { ...frozen, from: '12-20', to: '01-03', timeZone: zone })] }, waves: [['prod', { environments: [prodEu], bakeTime: Duration.hours(1) }]] });
  expect(object(app, 'delivery', 'ValidatingAdmissionPolicy', 'shop-release-calendar').spec).toMatchObject({
    failurePolicy: 'Fail',
    matchConstraints: {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop-release' } },
      resourceRules: [{ operations: ['CREATE'], resources: ['promotions'] }],
    },
    validations: [{ reason: 'Forbidden' }],
  });
  expect(object(app, 'delivery', 'ValidatingAdmissionPolicyBinding', 'shop-release-calendar').spec).toEqual({ policyName: 'shop-release-calendar', validationActions: ['Deny', 'Audit'] });
});

test('without windows and freezes there is no policy', () => {
  expect(manifests(shop().app).filter(({ kind }) => kind.startsWith('Validating'))).toEqual([]);
});

const pad = (value: number) => String(value).padStart(2, '0');
const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map(([hour, minute]) => `${pad(hour)}:${pad(minute)}`);
const monthDay = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 })).map(([month, day]) => `${pad(month)}-${pad(day)}`);
const someZone = fc.constantFrom('UTC', 'Europe/Zurich', 'America/New_York', 'America/Havana', 'Africa/Cairo', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Pacific/Chatham', 'America/Nuuk');
const days = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 });
const minute = fc.integer({ min: 0, max: 1439 });
const span: fc.Arbitrary<Span> = fc.oneof(
  fc.record({ kind: fc.constant('weekly' as const), days, fromMinuteOfDay: minute, toMinuteOfDay: fc.oneof(minute, fc.constant(1440)), timeZone: someZone }),
  fc.record({ kind: fc.constant('yearly' as const), from: fc.oneof(monthDay, fc.constant('02-29')), to: fc.oneof(monthDay, fc.constant('02-29')), timeZone: someZone }),
  fc.tuple(monthDay, time, fc.integer({ min: 1, max: 3 }), someZone).map(([day, at, length, timeZone]): Span => ({
    kind: 'dated', from: `2026-${day}T${at}`, to: `${2026 + length}-${day}T${at}`, timeZone,
  })),
);

/** Most errors are made where a span begins or ends, or a clock is changed. */
function near(one: Span, anyMs: number, offMs: number): number {
  const edgeMs = nextChangeMs(one, anyMs) ?? anyMs;
  return Math.floor((edgeMs + offMs) / 1000) * 1000;
}

test('the expression says of any instant what the plan says of it', () => {
  const fromMs = Date.parse('2026-01-01T00:00:00Z');
  const instant = fc.integer({ min: fromMs, max: fromMs + 3 * 366 * 86_400_000 });
  fc.assert(fc.property(span, instant, fc.constantFrom(-3_600_000, -1000, 0, 1000, 1_800_000, 3_600_000, 86_400_000), (one, anyMs, offMs) => {
    const atMs = near(one, anyMs, offMs);
    const policy: Policy = {
      failurePolicy: 'Fail',
      variables: [{ name: 'at', expression: CREATED }],
      validations: [{ expression: during(one), message: 'closed', reason: 'Forbidden' }],
    };
    const promotion = { metadata: { creationTimestamp: new Date(atMs).toISOString().replace('.000', '') } };
    expect(admit(policy, { object: promotion }).denials.length === 0).toBe(isWithin(one, atMs));
  }), { numRuns: 500 });
});
