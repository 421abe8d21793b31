import * as fc from 'fast-check';
import { Plan } from 'spillway';
import { check } from '../../../src/plan/check/check';
import { Severity } from '../../../src/plan/problem';
import { planDocuments } from '../../support/arbitrary-plan';

test('no error is found in any plan that is sound by construction', () => {
  fc.assert(fc.property(planDocuments(), (plan) => {
    expect(check(plan).filter(({ severity }) => severity === Severity.ERROR).map(({ message }) => message)).toEqual([]);
  }), { numRuns: 300 });
});

test('what is found in a plan is reckoned once, and nobody can change it', () => {
  let reads = 0;
  const [document] = fc.sample(planDocuments(), { numRuns: 1, seed: 7 });
  const plan = Plan._of(new Proxy(document, { get: (target, key) => { reads++; return Reflect.get(target, key) as unknown; } }));
  const first = plan.problems;
  const once = reads;
  expect(once).toBeGreaterThan(0);
  first.push(...first, ...first);
  expect(plan.problems).not.toBe(first);
  expect(reads).toBe(once);
});
