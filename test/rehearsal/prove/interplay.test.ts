import * as fc from 'fast-check';
import type { PlanDocument } from '../../../src/plan/document';
import type { PipelineEvent } from '../../../src/plan/event';
import type { PipelineState } from '../../../src/plan/state';
import { transition } from '../../../src/plan/transition';
import { built, settled } from '../../../src/rehearsal/candidates';
import { Enactment } from '../../../src/rehearsal/prove/enactment';
import { Interplay } from '../../../src/rehearsal/prove/interplay';
import { BAKING, ROLLBACK_FAILED, VERIFYING, VERSIONS } from '../../../src/rehearsal/prove/layout';
import { projected } from '../../../src/rehearsal/prove/projection';
import { StateBuffer } from '../../../src/rehearsal/prove/state-buffer';
import type { World } from '../../../src/rehearsal/prove/world';
import { worldsOf } from '../../../src/rehearsal/prove/world';
import { planDocuments } from '../../support/arbitrary-plan';
import { Chance, someEvent } from '../../support/events';

const RUNS = Number(process.env.SPILLWAY_RUNS ?? 200);
const seeds = fc.integer({ min: 0, max: 0xffffffff });
const observations = fc.constantFrom<readonly number[]>([], [ROLLBACK_FAILED], [VERIFYING, BAKING], [VERIFYING, BAKING, ROLLBACK_FAILED])
  .map((phases) => new Set(phases));

/** Two candidates, and everything may be undone: more than any world that is proved. */
function worldOf(plan: PlanDocument, chance: Chance): World {
  return { ...chance.pick(worldsOf(plan).filter(({ types }) => types.length === 3)), undoesFirst: true };
}

interface Following {
  readonly move: number;
  readonly state: Uint8Array;
  readonly isSure: boolean;
}

function following(interplay: Interplay, state: Uint8Array): Following[] {
  const found: Following[] = [];
  const buffer = new StateBuffer(interplay.width);
  buffer.bytes.set(state);
  interplay.successors(buffer, (next, move, isSure) => found.push({ move, state: next.bytes.slice(), isSure }));
  return found;
}

const text = (state: Uint8Array) => state.join(' ');

test('every move is what the transition does with the events that the move stands for', () => {
  fc.assert(fc.property(planDocuments(), seeds, observations, (plan, seed, observed) => {
    const chance = new Chance(seed);
    const world = worldOf(plan, chance);
    const interplay = new Interplay(plan, world, observed);
    const enactment = new Enactment(plan, world, observed);
    let state = interplay.initial().bytes;
    expect(text(projected(plan, enactment.state, observed))).toBe(text(state));
    for (let i = 0; i < 40; i++) {
      const possible = following(interplay, state);
      if (possible.length === 0) break;
      const next = chance.pick(possible);
      enactment.make(next.move);
      state = next.state;
      expect(text(projected(plan, enactment.state, observed))).toBe(text(state));
    }
  }), { numRuns: RUNS });
});

test('every event is no move, or some moves that are known', () => {
  fc.assert(fc.property(planDocuments(), seeds, observations, (plan, seed, observed) => {
    const chance = new Chance(seed);
    const world = worldOf(plan, chance);
    const interplay = new Interplay(plan, world, observed);
    let state = settled(plan, 0);
    for (let i = 0; i < 120; i++) {
      const event = inWorld(world, state, someEvent(plan, state, chance));
      if (!event) continue;
      const before = projected(plan, state, observed);
      [state] = transition(plan, state, event);
      const after = text(projected(plan, state, observed));
      if (!isReached(interplay, before, after)) throw new Error(`${JSON.stringify(event)}: ${text(before)} -> ${after}`);
    }
  }), { numRuns: RUNS });
});

test('from wherever events lead, every sure move can be made', () => {
  fc.assert(fc.property(planDocuments(), seeds, observations, (plan, seed, observed) => {
    const chance = new Chance(seed);
    const world = worldOf(plan, chance);
    const interplay = new Interplay(plan, world, observed);
    let state = settled(plan, 0);
    for (let i = 0; i < 60; i++) {
      const event = inWorld(world, state, someEvent(plan, state, chance));
      if (event) [state] = transition(plan, state, event);
    }
    // whatever is open can close first
    state = closed(plan, state);
    const row = projected(plan, state, observed);
    for (const { move, state: next, isSure } of following(interplay, row)) {
      if (!isSure) continue;
      const enactment = new Enactment(plan, world, observed);
      enactment.state = state;
      enactment.make(move);
      expect(text(projected(plan, enactment.state, observed))).toBe(text(next));
    }
  }), { numRuns: RUNS });
});

/** The event with the releases of the world in it. */
function inWorld(world: World, state: PipelineState, event: PipelineEvent): PipelineEvent | undefined {
  if (event.kind !== 'candidateArrived') return event;
  const arrived = Object.keys(state.candidates).length;
  return arrived < world.types.length ? { kind: 'candidateArrived', release: built(VERSIONS[arrived], world.types[arrived]) } : undefined;
}

function closed(plan: PlanDocument, open: PipelineState): PipelineState {
  const windows = plan.waves.flatMap(({ name: wave, gates }) => gates.map(({ id }): PipelineEvent => ({ kind: 'windowChanged', wave, gate: id, open: false })));
  const freezes = plan.freezes.map(({ name }): PipelineEvent => ({ kind: 'freezeChanged', freeze: name, active: true }));
  return [...windows, ...freezes].reduce((state, event) => transition(plan, state, event)[0], open);
}

/** One event can be several moves: time passes for several waves, a freeze ends for all. */
function isReached(interplay: Interplay, from: Uint8Array, to: string): boolean {
  const seen = new Set([text(from)]);
  let ring = [from];
  for (let depth = 0; depth < 7 && ring.length > 0 && !seen.has(to); depth++) {
    ring = ring.flatMap((state) => following(interplay, state).flatMap((next) => {
      if (seen.has(text(next.state))) return [];
      seen.add(text(next.state));
      return [next.state];
    }));
  }
  return seen.has(to);
}
