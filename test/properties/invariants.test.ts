import * as fc from 'fast-check';
import type { PlanDocument } from '../../src/plan/document';
import { atRest } from '../../src/plan/state';
import { transition } from '../../src/plan/transition';
import { planDocuments } from '../support/arbitrary-plan';
import { settleWell, walk } from '../support/walk';

const seeds = fc.integer({ min: 0, max: 0xffffffff });
const RUNS = Number(process.env.SPILLWAY_RUNS ?? 400);
const LENGTH = 250;

describe('whatever happens, in whatever order', () => {
  test('no step breaks I1, I2, I3, I4, I5, I6 or I8', () => {
    fc.assert(fc.property(planDocuments(), seeds, (plan, seed) => {
      expect(walk(plan, seed, LENGTH).violations).toEqual([]);
    }), { numRuns: RUNS });
  });

  test('I7: from every state a world in which all goes well leads to rest', () => {
    fc.assert(fc.property(planDocuments(), seeds, fc.integer({ min: 0, max: LENGTH }), (plan, seed, length) => {
      const { state, events } = settleWell(plan, walk(plan, seed, length).state);
      expect(events).toBeGreaterThanOrEqual(0);
      expect(atRest(state)).toBe(true);
    }), { numRuns: RUNS / 4 });
  });

  test('I2: a rollback comes to its end with every window closed, every freeze active and an operator holding', () => {
    fc.assert(fc.property(planDocuments(), seeds, (plan, seed) => {
      let state = walk(plan, seed, LENGTH).state;
      for (const wave of plan.waves) {
        for (const gate of wave.gates) [state] = transition(plan, state, { kind: 'windowChanged', wave: wave.name, gate: gate.id, open: false });
        [state] = transition(plan, state, { kind: 'heldByOperator', wave: wave.name, by: 'joe' });
      }
      for (const { name } of plan.freezes) [state] = transition(plan, state, { kind: 'freezeChanged', freeze: name, active: true });
      for (const [i, wave] of plan.waves.entries()) {
        if (state.waves[i].current?.phase === 'rollbackFailed') [state] = transition(plan, state, { kind: 'rollbackRetried', wave: wave.name, by: 'joe' });
        const undoing = state.waves[i].current;
        if (undoing?.phase !== 'rollingBack') continue;
        for (const environment of wave.environments) {
          [state] = transition(plan, state, { kind: 'rollbackFinished', wave: wave.name, environment, to: undoing.to, outcome: 'succeeded' });
        }
        expect(state.waves[i].current?.phase).not.toBe('rollingBack');
        expect(state.waves[i].history).not.toContain(undoing.release);
      }
    }), { numRuns: RUNS / 4 });
  });

  test('the state that went in stays as it was, and the same event gives the same result', () => {
    fc.assert(fc.property(planDocuments(), seeds, (plan, seed) => {
      const frozen = (_: PlanDocument, before: Parameters<typeof transition>[1], event: Parameters<typeof transition>[2]) => {
        const text = JSON.stringify(before);
        const once = transition(plan, before, event);
        expect(JSON.stringify(before)).toBe(text);
        expect(transition(plan, before, event)).toEqual(once);
        return once;
      };
      walk(plan, seed, 60, frozen);
    }), { numRuns: RUNS / 10 });
  });

  test('the walks reach every kind of effect, so that nothing above holds for want of trying', () => {
    const seen = new Set<string>();
    fc.assert(fc.property(planDocuments(), seeds, (plan, seed) => {
      for (const kind of walk(plan, seed, LENGTH).kinds) seen.add(kind);
    }), { numRuns: RUNS, seed: 7 });
    expect([...seen].sort()).toEqual([
      'approved', 'arrived', 'baking', 'deploy', 'dismissed', 'done', 'entered', 'held', 'judgeGate', 'overridden', 'rejected', 'released',
      'requestApproval', 'resumed', 'rollBack', 'rollbackFailed', 'rolledBack', 'rollingBack', 'stepReached', 'verify', 'verifying', 'vetoLifted',
      'vetoed', 'waiting', 'wake', 'withdrawn',
    ]);
  });
});
