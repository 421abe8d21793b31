import * as fc from 'fast-check';
import { check } from '../../../src/plan/check/check';
import { Severity } from '../../../src/plan/problem';
import { planDocuments } from '../../support/arbitrary-plan';

test('no error is found in any plan that is sound by construction', () => {
  fc.assert(fc.property(planDocuments(), (plan) => {
    expect(check(plan).filter(({ severity }) => severity === Severity.ERROR).map(({ message }) => message)).toEqual([]);
  }), { numRuns: 300 });
});
