import { Duration, Environment, Fault, Moment, Order, Plan, Rehearsal, Scenario, Tier, TrafficShift } from 'spillway';
import { journeysOf } from '../../../src/report/view/journey';
import { soundPlan } from '../../support/sound-plan';
import { absent, broken, good, stuck } from '../report-fixture';

const MINUTE_MS = 60_000;

const [prod] = journeysOf(good);

test('a release waits, is deployed, moves step by step, bakes and is done', () => {
  expect(prod.phases.map(({ kind, fromMs, percent }) => [kind, fromMs / MINUTE_MS, percent])).toEqual([
    ['waiting', 0, 0], ['deploying', 30, 0], ['shifting', 35, 10], ['baking', 51, 100],
  ]);
  expect(prod.phases.at(-1)!.toMs).toBe(good.leadTimeMs);
});

test('its share of the traffic is the one that customers met', () => {
  expect(prod.shares.map(({ percent, fromMs, toMs }) => [percent, fromMs / MINUTE_MS, toMs / MINUTE_MS])).toEqual([[10, 35, 51], [100, 51, 111]]);
});

test('one that is undone has no traffic any more', () => {
  const [{ phases, shares }] = journeysOf(broken);
  expect(phases.at(-1)).toMatchObject({ kind: 'rollingBack', percent: 100 });
  expect(shares.at(-1)!.toMs).toBe(phases.at(-1)!.toMs);
});

test('a rollback that fails goes on until it does not', () => {
  expect(journeysOf(stuck)[0].phases.slice(-2).map(({ kind }) => kind)).toEqual(['rollingBack', 'rollbackFailed']);
});

test('one that is turned away has waited, and no more', () => {
  const [{ phases, shares }] = journeysOf(absent);
  expect(phases.map(({ kind }) => kind)).toEqual(['waiting']);
  expect(shares).toEqual([]);
});

test('environments with the same traffic stand together, and one of which the rollback fails by itself', () => {
  const environments = ['a', 'b', 'c'].map((name) => new Environment(name, { tier: Tier.PRODUCTION }));
  const rehearsal = Rehearsal.ofPlan(Plan._of(soundPlan({}, { environments, trafficShift: TrafficShift.canary({ percent: 10, hold: Duration.minutes(15) }) })));
  const story = rehearsal.play(Scenario.of('b stays', {
    faults: [Fault.rollback('b')], orders: [Order.rollBack('prod', { from: Moment.baking('prod'), by: 'on-call' })],
  }));
  expect(journeysOf(rehearsal.play(Scenario.of('good'))).map((journey) => journey.environments)).toEqual([['a', 'b', 'c']]);
  expect(journeysOf(story).map((journey) => journey.environments)).toEqual([['a', 'c'], ['b']]);
});
