import type { ReleasePipeline } from 'spillway';
import { Day, DeploymentWindow, Environment, Freeze, Gate, Tier } from 'spillway';
import { lower } from '../../../src/plan/lower';
import { calendarStrips } from '../../../src/report/view/calendar-strips';
import { declared } from '../../support/story';

const zone = { timeZone: 'Europe/Zurich' };
const fridays = DeploymentWindow.weekly('fridays', { days: [Day.FRIDAY], from: '10:00', to: '12:00', ...zone });
const by = { owner: 'ops', reason: 'quiet days' };
const ms = (text: string) => Date.parse(text);
const iso = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString().slice(0, 16));

function strips(freezes: Freeze[], build: (pipeline: ReleasePipeline) => void) {
  return calendarStrips(lower(declared({ freezes }, build)), ms('2026-03-20T00:00Z'), ms('2026-04-17T00:00Z'))
    .map(({ stretches, nextMs, ...strip }) => ({ ...strip, stretches: stretches.map(({ fromMs, toMs }) => [iso(fromMs), iso(toMs)]), next: iso(nextMs) }));
}

test('a window that two waves share is one, and follows the clock on the wall', () => {
  const [window, ...others] = strips([], (pipeline) => {
    for (const name of ['eu', 'us']) pipeline.addWave(name, { environments: [new Environment(name, { tier: Tier.PRODUCTION })], gates: [Gate.window(fridays)] });
  });
  expect(others).toEqual([]);
  expect(window).toEqual({
    kind: 'window', name: 'fridays', waves: ['eu', 'us'], rule: 'Fri 10:00-12:00 Europe/Zurich', next: '2026-04-17T08:00',
    stretches: [['2026-03-20T09:00', '2026-03-20T11:00'], ...['2026-03-27', '2026-04-03', '2026-04-10'].map((day, i) => (
      i === 0 ? [`${day}T09:00`, `${day}T11:00`] : [`${day}T08:00`, `${day}T10:00`]))],
  });
});

test('a freeze holds the waves of its tiers; one that is on at both ends fills everything', () => {
  const found = strips([
    Freeze.dated('whole', { from: '2026-03-01T00:00', to: '2026-05-01T00:00', ...zone, ...by }),
    Freeze.yearly('past', { from: '03-01', to: '03-02', ...zone, ...by }),
    Freeze.dated('over', { from: '2025-03-01T00:00', to: '2025-05-01T00:00', ...zone, ...by }),
  ], (pipeline) => {
    pipeline.addWave('beta', { environments: [new Environment('beta', { tier: Tier.TEST })] });
    pipeline.addWave('prod', { environments: [new Environment('prod', { tier: Tier.PRODUCTION })] });
  });
  expect(found.map(({ name, waves, stretches, next }) => ({ name, waves, stretches, next }))).toEqual([
    { name: 'whole', waves: ['prod'], stretches: [['2026-03-20T00:00', '2026-04-17T00:00']], next: undefined },
    { name: 'past', waves: ['prod'], stretches: [], next: '2027-02-28T23:00' },
    { name: 'over', waves: ['prod'], stretches: [], next: undefined },
  ]);
});
