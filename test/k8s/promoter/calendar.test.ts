import fc from 'fast-check';
import type { DeploymentWindow as Window } from 'spillway';
import { Day, DeploymentWindow, Freeze, Gate, Tier } from 'spillway';
import type { CronWindow } from '../../../src/k8s/promoter/cron-windows';
import { cronWindows } from '../../../src/k8s/promoter/cron-windows';
import { goDurationMs } from '../../../src/k8s/rules/durations';
import type { WeeklyHours } from '../../../src/model/spec';
import { isWithin, nextChangeMs } from '../../../src/plan/calendar';
import { localMsAt } from '../../../src/plan/calendar/zone';
import { beta, east, manifests } from '../support/shop';
import { series, WebRequestGate } from './promoter-model';
import { promoted, spec } from './promoter-shop';

const MINUTE_MS = 60_000;
const zone = 'Europe/Zurich';
const frozen = { owner: 'ops', reason: 'sales', tiers: [Tier.TEST] };

interface Scheduled {
  readonly environments: { branch: string; allow?: CronWindow[]; exclude?: CronWindow[] }[];
}

/** Whether cron fired so lately that what it began is not over: as Promoter and its library do it, a model. */
function isBegun({ cron, duration, timezone }: CronWindow, atMs: number): boolean {
  const [minute, hour, , , days] = cron.split(' ');
  const [first, last = first] = hour.split('-').map(Number);
  const fires = (ms: number) => {
    const local = new Date(localMsAt(timezone, ms));
    const at = local.getUTCHours();
    return local.getUTCMinutes() === Number(minute) && at >= first && at <= last && days.split(',').includes(`${local.getUTCDay()}`);
  };
  const lasts = goDurationMs(duration)!;
  for (let ms = Math.floor(atMs / MINUTE_MS) * MINUTE_MS; ms > atMs - lasts; ms -= MINUTE_MS) if (fires(ms)) return true;
  return false;
}

const made = (gates: Gate[], freezes: Freeze[] = []) => promoted({ pipeline: { freezes }, waves: [['beta', { environments: [beta], gates }], ['east', { environments: [east] }]] }).app;
const office = (name: string, from = '09:00') => DeploymentWindow.weekly(name, { days: [Day.MONDAY, Day.SUNDAY], from, to: '17:00', timeZone: zone });
const windows = (...of: Window[]) => spec<Scheduled>(made([Gate.window(...of)]), 'ScheduledCommitStatus', 'shop-beta-window-1').environments;

test('windows of one gate are one list, and cron counts from Sunday', () => {
  expect(windows(office('office'), office('early', '06:30'))).toEqual([{ branch: 'environment/beta', allow: [
    { description: 'office', cron: '0 9 * * 0,1', duration: '8h', timezone: zone },
    { description: 'early', cron: '30 6 * * 0,1', duration: '10h30m', timezone: zone },
  ] }]);
});

test('two gates are two statuses: both have to be open', () => {
  const app = made([Gate.window(office('office')), Gate.window(office('early', '06:30'))]);
  const { environments } = spec<{ environments: { proposedCommitStatuses: { key: string }[] }[] }>(app, 'PromotionStrategy', 'shop');
  expect(environments[0].proposedCommitStatuses.map(({ key }) => key)).toEqual(['beta-window-1', 'beta-window-2']);
});

test('weekly freezes are exclusions of the environments of their tiers alone', () => {
  const app = made([], [Freeze.weekly('night', { ...frozen, hours: { days: [Day.FRIDAY], from: '16:00', to: '06:30', timeZone: zone } })]);
  expect(spec<Scheduled>(app, 'ScheduledCommitStatus', 'shop-freezes').environments).toEqual([{ branch: 'environment/beta', exclude: [
    { description: 'night', cron: '0 16-23 * * 5', duration: '1h', timezone: zone },
    { description: 'night', cron: '0 0-5 * * 6', duration: '1h', timezone: zone },
    { description: 'night', cron: '0 6 * * 6', duration: '30m', timezone: zone },
  ] }]);
});

test('each freeze is asked for by its own status, where it holds', () => {
  const asked = (freeze: Freeze) => spec<{ environments: { proposedCommitStatuses: { key: string }[] }[] }>(made([], [freeze]), 'PromotionStrategy', 'shop')
    .environments.map(({ proposedCommitStatuses }) => proposedCommitStatuses.map(({ key }) => key));
  expect(asked(Freeze.weekly('night', { ...frozen, hours: { days: [Day.FRIDAY], from: '16:00', to: '06:30', timeZone: zone } }))).toEqual([['freezes'], []]);
  expect(asked(Freeze.dated('launch', { ...frozen, from: '2026-12-18T18:00', to: '2027-01-04T08:00', timeZone: zone }))).toEqual([['launch-freeze'], []]);
  expect(asked(Freeze.yearly('sales', { ...frozen, from: '12-20', to: '01-03', timeZone: zone }))).toEqual([['sales-freeze'], []]);
});

test('a freeze of tiers that no wave has is not written', () => {
  const app = made([], [Freeze.yearly('year-end', { ...frozen, tiers: [Tier.PRODUCTION], from: '12-20', to: '01-03', timeZone: zone })]);
  expect(manifests(app).map(({ kind }) => kind)).not.toContain('WebRequestCommitStatus');
  expect(manifests(app).map(({ kind }) => kind)).not.toContain('ScheduledCommitStatus');
});

/** Whether a freeze leaves a release through at an instant; nobody is asked. */
function passes(freeze: Freeze, at: string): boolean {
  const atMs = Date.parse(at);
  const now = () => ({
    valueOf: () => atMs,
    In: (timeZone: string) => ({ Format: (layout: string) => layout.replace('01-02', new Date(localMsAt(timeZone, atMs)).toISOString().slice(5, 10)) }),
  });
  const gate = new WebRequestGate(made([], [freeze]), 'shop-closed-freeze', 'environment/beta');
  const { phase, asked } = gate.reconcile({ active: 'old' }, series(), { now, date: Date.parse, timezone: (name: string) => name });
  expect(asked).toBe(false);
  return phase === 'success';
}

test('a dated freeze is closed between two instants, once', () => {
  const freeze = Freeze.dated('closed', { ...frozen, from: '2026-12-18T18:00', to: '2027-01-04T08:00', timeZone: zone });
  const instants = ['2026-12-18T16:59:59Z', '2026-12-18T17:00:00Z', '2027-01-04T06:59:59Z', '2027-01-04T07:00:00Z', '2027-12-24T12:00:00Z'];
  expect(instants.map((at) => passes(freeze, at))).toEqual([true, false, false, true, true]);
});

test.each([
  ['12-20', '01-03', ['2026-12-19T22:59:59Z', '2026-12-19T23:00:00Z', '2031-01-03T22:59:59Z', '2031-01-03T23:00:00Z'], [true, false, false, true]],
  ['03-01', '03-31', ['2026-02-28T22:59:59Z', '2026-03-15T00:00:00Z', '2026-03-31T21:59:59Z', '2026-03-31T22:00:00Z'], [true, false, false, true]],
])('a yearly freeze from %s to %s is closed on both its days', (from, to, instants, expected) => {
  const freeze = Freeze.yearly('closed', { ...frozen, from, to, timeZone: zone });
  expect(instants.map((at) => passes(freeze, at))).toEqual(expected);
});

// where clocks change by whole hours, at whole hours
const hours: fc.Arbitrary<WeeklyHours> = fc.record({
  kind: fc.constant('weekly' as const),
  days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
  fromMinuteOfDay: fc.integer({ min: 0, max: 1439 }),
  toMinuteOfDay: fc.integer({ min: 1, max: 1440 }),
  timeZone: fc.constantFrom('UTC', zone, 'America/New_York', 'America/Havana', 'Africa/Cairo', 'Asia/Kolkata', 'America/Nuuk', 'America/Santiago'),
});

test('cron is open at any instant at which the plan is', () => {
  const fromMs = Date.parse('2026-01-01T00:00:00Z');
  const instant = fc.integer({ min: fromMs, max: fromMs + 3 * 366 * 86_400_000 });
  fc.assert(fc.property(hours, instant, fc.constantFrom(-3_600_000, -1000, 0, 1000, 1_800_000, 3_600_000), (one, anyMs, offMs) => {
    const atMs = Math.floor(((nextChangeMs(one, anyMs) ?? anyMs) + offMs) / 1000) * 1000;
    expect(cronWindows(one, '').some((window) => isBegun(window, atMs))).toBe(isWithin(one, atMs));
  }), { numRuns: 500 });
});

/** The minutes of a day in which cron says something else than the plan. */
function differing(one: WeeklyHours, fromMs: number): number[] {
  const written = cronWindows(one, '');
  const minutes = Array.from({ length: 24 * 60 }, (_, i) => fromMs + i * MINUTE_MS);
  return minutes.filter((atMs) => written.some((window) => isBegun(window, atMs)) !== isWithin(one, atMs));
}

test.each([['Europe/Zurich', 2 * 60 + 30], ['Europe/Athens', 3 * 60 + 30]])('in %s hours that begin while clocks change end when they should', (timeZone, fromMinuteOfDay) => {
  const morning: WeeklyHours = { kind: 'weekly', days: [7], fromMinuteOfDay, toMinuteOfDay: 12 * 60, timeZone };
  for (const day of ['2026-03-29', '2026-10-25']) expect(differing(morning, Date.parse(`${day}T00:00:00Z`))).toEqual([]);
});

test('hours that end when they begin last for a day', () => {
  const day: WeeklyHours = { kind: 'weekly', days: [3], fromMinuteOfDay: 9 * 60, toMinuteOfDay: 9 * 60, timeZone: 'UTC' };
  expect(cronWindows(day, '').map(({ cron, duration }) => `${cron} ${duration}`)).toEqual(['0 9-23 * * 3 1h', '0 0-8 * * 4 1h']);
});

test.each([['the last of March', '2026-03-29'], ['the last of October', '2026-10-25']])('and in every minute of the night in which clocks change, on %s', (_, day) => {
  const night: WeeklyHours = { kind: 'weekly', days: [6], fromMinuteOfDay: 21 * 60 + 20, toMinuteOfDay: 5 * 60 + 10, timeZone: zone };
  const written = cronWindows(night, '');
  for (let atMs = Date.parse(`${day}T00:00:00Z`) - 6 * 3_600_000, i = 0; i < 720; i++, atMs += MINUTE_MS) {
    expect([atMs, written.some((window) => isBegun(window, atMs))]).toEqual([atMs, isWithin(night, atMs)]);
  }
});
