import { order } from '../../../src/plan/check/order';
import type { PlanDocument } from '../../../src/plan/document';
import { found, soundPlan } from '../../support/sound-plan';

function planOf(after: Record<string, string[]>): PlanDocument {
  const plan = soundPlan();
  return { ...plan, waves: Object.entries(after).map(([name, before]) => ({ ...plan.waves[0], name, after: before })) };
}

test('a graph without rings is an order', () => {
  expect(order(planOf({ a: [], b: ['a'], c: ['a'], d: ['b', 'c'] }))).toEqual([]);
});

test('fails when waves wait for each other, and names the ring and what is behind it', () => {
  const problems = order(planOf({ a: ['c'], b: ['a'], c: ['b'], d: ['c'], e: ['d'] }));
  expect(found(problems)).toEqual(['SP1201 Shop/a', 'SP1203 Shop/d', 'SP1203 Shop/e']);
  expect(problems[0].got).toBe('a after c after b after a');
});

test('fails when a wave comes after one that does not exist, with the one it may have meant', () => {
  const problems = order(planOf({ beta: [], prod: ['bata'], last: ['prod'] }));
  expect(found(problems)).toEqual(['SP1202 Shop/prod/after', 'SP1203 Shop/last']);
  expect(problems[0].remedies).toEqual(['name "beta" if that is meant', 'remove it from "after"']);
});
