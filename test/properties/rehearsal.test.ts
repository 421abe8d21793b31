import * as fc from 'fast-check';
import type { PlanDocument } from '../../src/plan/document';
import { atRest } from '../../src/plan/state';
import { transition } from '../../src/plan/transition';
import { BEFORE, built } from '../../src/rehearsal/candidates';
import { Play } from '../../src/rehearsal/play';
import { Witness } from '../../src/rehearsal/prove/witness';
import type { Transition } from '../../src/rehearsal/prove/world';
import type { ScenarioSpec } from '../../src/rehearsal/scenario';
import { planDocuments } from '../support/arbitrary-plan';
import { scenarios } from '../support/arbitrary-scenario';
import { mutant } from '../support/mutant';
import { settleWell } from '../support/walk';

const RUNS = Number(process.env.SPILLWAY_RUNS ?? 400) / 4;
const TRAFFIC = { requestsPerSecond: 50, errorRatio: 0, clusteringFactor: 1 };
const told = planDocuments().chain((plan) => scenarios(plan).map((scenario) => ({ plan, scenario })));

/** Plays a story under the eyes of a witness. */
function watched(plan: PlanDocument, scenario: ScenarioSpec, step: Transition = transition): { play: Play; broken: string[]; kinds: Set<string> } {
  const witness = Witness.settled(plan, built(BEFORE, 'feature'));
  const kinds = new Set<string>();
  const play = new Play(plan, scenario, TRAFFIC, 0, (document, state, event) => {
    const [next, effects] = step(document, state, event);
    witness.see(event, effects);
    for (const { kind } of effects) kinds.add(kind);
    return [next, effects];
  });
  play.run();
  return { play, broken: witness.violations.map(({ invariant, what }) => `${invariant} ${what}`), kinds };
}

describe('whatever story is played, with whatever orders', () => {
  test('no step breaks an invariant, and there is a way to rest', () => {
    const seen = new Set<string>();
    fc.assert(fc.property(told, ({ plan, scenario }) => {
      const { play, broken, kinds } = watched(plan, scenario);
      expect(broken).toEqual([]);
      expect(atRest(settleWell(plan, play.state).state)).toBe(true);
      for (const kind of kinds) seen.add(kind);
    }), { numRuns: RUNS, seed: 7 });
    // nothing above holds for want of orders
    expect(['held', 'resumed', 'overridden', 'vetoLifted', 'rolledBack', 'rollbackFailed', 'released'].filter((kind) => !seen.has(kind))).toEqual([]);
  });

  test('a story is told twice in the same way', () => {
    fc.assert(fc.property(told, ({ plan, scenario }) => {
      expect(watched(plan, scenario).play.records).toEqual(watched(plan, scenario).play.records);
    }), { numRuns: RUNS / 10 });
  });
});

test.each([
  ['an operator cannot undo what runs', 'moves/undo.ts', 'wave.current.release : runningIn(wave);', 'wave.current.release : null;', 'I2'],
  ['an approval can be overridden', 'moves/gates.ts', "new Set(['window', 'quiet', 'budget']);", "new Set(['window', 'quiet', 'budget', 'approval']);", 'I4'],
])('fails when %s', (what, file, find, replace, invariant) => {
  const step = mutant({ what, file, find, replace });
  const isNoticed = fc.sample(told, { numRuns: 600, seed: 7 })
    .some(({ plan, scenario }) => watched(plan, scenario, step).broken.some((one) => one.startsWith(invariant)));
  expect(isNoticed).toBe(true);
});
