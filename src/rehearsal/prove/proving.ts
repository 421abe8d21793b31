import type { PlanDocument, PlannedWave } from '../../plan/document';
import type { Effect } from '../../plan/effect';
import { transition } from '../../plan/transition';
import { settled } from '../candidates';
import { isRecord, recordWords } from '../record-words';
import { CalendarWait } from './calendar-wait';
import { Enactment } from './enactment';
import { EventSearch } from './event-search';
import type { Breach } from './event-search';
import { Exploration } from './exploration';
import { Finding } from './finding';
import { Interplay } from './interplay';
import { INVARIANTS } from './invariant-words';
import { invariantsOf } from './invariants';
import { ProofResult } from './proof-result';
import type { PropertySpec } from './property';
import { situationsOf } from './property';
import { refutation } from './refutation';
import { singleWave } from './single-wave';
import type { StatesWatch, Watch } from './watch';
import type { World } from './world';
import { worldsOf } from './world';

/** A state with all its events takes so much longer than one with its moves. */
const COST_OF_EVENTS = 20;

/** What is proved of a plan. */
export interface ProofSpec {
  readonly plan: PlanDocument;
  readonly properties: readonly PropertySpec[];
  readonly statesAtMost: number;
}

/** A part of the proof, which needs none of the others. */
export interface Part {
  readonly what: string;
  readonly explore: (watch: StatesWatch) => Explored;
}

/** What a part has come to; plain data, so that another thread can send it. */
export interface Explored {
  readonly states: number;
  readonly transitions: number;
  readonly isComplete: boolean;
  readonly refuted: readonly Refuted[];
}

interface Refuted {
  readonly name: string;
  readonly story: string[];
}

/** Each wave by itself, event by event, then all waves together, move by move, and these once more for properties of one's own. */
export function partsOf({ plan, properties, statesAtMost }: ProofSpec): Part[] {
  const worlds = worldsOf(plan);
  const allWaves = (what: string, specs: readonly PropertySpec[]) => worlds.map((world): Part => ({
    what, explore: (watch) => together(plan, world, specs, statesAtMost, watch),
  }));
  const eachWave = worlds.flatMap((world) => plan.waves.map((wave): Part => ({
    what: `wave ${wave.name}`, explore: (watch) => inWave(plan, wave, world, Math.ceil(statesAtMost / COST_OF_EVENTS), watch),
  })));
  return [...eachWave, ...allWaves('all waves', invariantsOf(plan)), ...properties.length > 0 ? allWaves('properties', properties) : []];
}

/** One part after the other. */
export function explored(parts: readonly Part[], watch: Watch = () => undefined): Explored[] {
  return parts.map(({ what, explore }, i) => explore((states) => watch({ what, part: i + 1, parts: parts.length, states })));
}

/** What all parts come to, in their order. */
export function concluded({ plan, properties }: ProofSpec, all: readonly Explored[]): ProofResult {
  const forProperties = properties.length > 0 ? worldsOf(plan).length : 0;
  const [forInvariants, own] = [all.slice(0, all.length - forProperties), all.slice(all.length - forProperties)];
  return ProofResult._of(
    [...Object.keys(INVARIANTS).map((name) => finding(name, forInvariants)), ...properties.map(({ name }) => finding(name, own))],
    sum(all.map(({ states }) => states)),
    sum(all.map(({ transitions }) => transitions)),
    all.every(({ isComplete }) => isComplete),
    CalendarWait._all(plan),
  );
}

function finding(name: string, parts: readonly Explored[]): Finding {
  const stories = parts.flatMap(({ refuted }) => refuted).filter((candidate) => candidate.name === name).map(({ story }) => story);
  return Finding._of(name, parts.every(({ isComplete }) => isComplete), stories.sort((a, b) => a.length - b.length)[0]);
}

/** Two of each kind for one candidate; one of each where two candidates meet. Inside a wave, a candidate that is done stands for what runs. */
function inWave(whole: PlanDocument, wave: PlannedWave, world: World, statesAtMost: number, watch: StatesWatch): Explored {
  const plan = singleWave(whole, wave, world.types.length > 2 ? 1 : 2);
  const search = new EventSearch(plan, { ...world, undoesFirst: false }, statesAtMost, transition, watch);
  const { size: states, transitions, isComplete } = search;
  return { states, transitions, isComplete, refuted: search.breaches.map((breach) => ({ name: breach.invariant, story: told(plan, breach) })) };
}

function told(plan: PlanDocument, { events }: Breach): string[] {
  let state = settled(plan, 0);
  return storyOf(events.flatMap((event) => {
    const [next, effects] = transition(plan, state, event);
    state = next;
    return effects;
  }));
}

function together(plan: PlanDocument, world: World, properties: readonly PropertySpec[], statesAtMost: number, watch: StatesWatch): Explored {
  const observed = new Set(properties.flatMap(situationsOf).flatMap(({ _observed }) => _observed));
  const exploration = new Exploration(new Interplay(plan, world, observed), statesAtMost, watch);
  const waves = plan.waves.map(({ name }) => name);
  const refuted = properties.flatMap((property) => {
    const moves = refutation(exploration, property, waves);
    if (!moves) return [];
    const enactment = new Enactment(plan, world, observed);
    for (const move of moves) enactment.make(move);
    return [{ name: property.name, story: storyOf(enactment.effects) }];
  });
  return { states: exploration.size, transitions: exploration.transitions, isComplete: exploration.isComplete, refuted };
}

function storyOf(effects: readonly Effect[]): string[] {
  return effects.filter(isRecord).map(recordWords);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
