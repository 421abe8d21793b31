import * as fc from 'fast-check';
import { closedTime } from '../../../src/aws/gates/closed-time';
import { closedAt } from '../../../src/aws/handlers/gate/closed-now';
import { isWithin } from '../../../src/plan/calendar';
import { instants, spans } from './spans';

test('the gate function reads a clock as the plan does, leap days and changed clocks included', () => {
  fc.assert(fc.property(spans, instants, (span, atMs) => {
    expect(closedAt(closedTime(span), atMs)).toBe(isWithin(span, atMs));
  }), { numRuns: 1000 });
});
