import type { DeploymentWindow as Window } from 'spillway';
import { Day, DeploymentWindow, Duration, Freeze, Gate, Tier } from 'spillway';
import { denials } from '../support/cel';
import { beta, manifests, object, prodEu, prodUs, shop, WATCHED } from '../support/shop';

const zone = 'Europe/Zurich';
const workdays = [Day.MONDAY, Day.TUESDAY, Day.WEDNESDAY, Day.THURSDAY, Day.FRIDAY];
const frozen = { owner: 'ops', reason: 'sales' };

/** Asks whether a Promotion may be created at an instant. */
function calendar(windows: Window[], freezes: Freeze[] = []) {
  const { app } = shop({
    pipeline: { freezes, rollbackOn: WATCHED },
    waves: [['beta', { environments: [beta] }], ['prod', { environments: [prodEu, prodUs], bakeTime: Duration.hours(1), gates: windows.length > 0 ? [Gate.window(...windows)] : [] }]],
  });
  const policy = object(app, 'delivery', 'ValidatingAdmissionPolicy', 'shop-release-calendar').spec as unknown as Parameters<typeof denials>[0];
  return (creationTimestamp: string, stage = 'prod-eu', more: object = {}) => denials(policy, {
    metadata: { namespace: 'shop-release', creationTimestamp, ...more }, spec: { stage },
  });
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

  test('holds no Stage of another wave, and no other project', () => {
    expect(at('2026-03-01T12:00:00Z', 'prod-us')).toEqual(closed);
    expect(at('2026-03-01T12:00:00Z', 'beta')).toEqual(open);
    expect(at('2026-03-01T12:00:00Z', 'prod-eu', { namespace: 'other' })).toEqual(open);
  });

  test('lets an exception through', () => {
    expect(at('2026-03-01T12:00:00Z', 'prod-eu', { annotations: { 'spillway.dev/exception': 'incident 7' } })).toEqual(open);
    expect(at('2026-03-01T12:00:00Z', 'prod-eu', { annotations: { other: '' } })).toEqual(closed);
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
  });
});

test('a denial says "Forbidden", which Kargo takes for "not now"', () => {
  const { app } = shop({ pipeline: { rollbackOn: WATCHED, freezes: [Freeze.yearly('year-end', { ...frozen, from: '12-20', to: '01-03', timeZone: zone })] }, waves: [['prod', { environments: [prodEu], bakeTime: Duration.hours(1) }]] });
  expect(object(app, 'delivery', 'ValidatingAdmissionPolicy', 'shop-release-calendar').spec).toMatchObject({
    failurePolicy: 'Fail',
    matchConstraints: { resourceRules: [{ operations: ['CREATE'], resources: ['promotions'] }] },
    validations: [{ reason: 'Forbidden' }],
  });
  expect(object(app, 'delivery', 'ValidatingAdmissionPolicyBinding', 'shop-release-calendar').spec).toEqual({ policyName: 'shop-release-calendar', validationActions: ['Deny', 'Audit'] });
});

test('without windows and freezes there is no policy', () => {
  expect(manifests(shop().app).filter(({ kind }) => kind.startsWith('Validating'))).toEqual([]);
});
