import type { FreezeSpec, NoDataSpec } from '../model/spec';
import type { PlanDocument, PlannedWave } from './document';

export interface WatchedSignal {
  readonly name: string;
  readonly noData: NoDataSpec;
}

/** A wave with what the plan says about it elsewhere. */
export interface WaveEntry {
  readonly index: number;
  readonly wave: PlannedWave;
  /** Names of all waves that come before it, the nearest first: it is the one that most often is not done yet. */
  readonly before: readonly string[];
  /** Signals that undo a release in this wave. */
  readonly watched: readonly WatchedSignal[];
  /** Freezes that hold it. */
  readonly freezes: readonly string[];
}

/** The waves of a plan, in its order and by name. */
export interface Lookup {
  readonly entries: readonly WaveEntry[];
  readonly byName: ReadonlyMap<string, WaveEntry>;
}

const known = new WeakMap<PlanDocument, Lookup>();

/** Computed once for each document. */
export function lookup(plan: PlanDocument): Lookup {
  const before = known.get(plan);
  if (before) return before;
  const signals = new Map(plan.signals.map(({ name, noData }) => [name, noData]));
  const tiers = new Map(plan.environments.map(({ name, tier }) => [name, tier]));
  const afters = new Map(plan.waves.map(({ name, after }) => [name, after]));
  const entries = plan.waves.map((wave, index) => entryOf(wave, index, { signals, tiers, afters, freezes: plan.freezes }));
  const found = { entries, byName: new Map(entries.map((entry) => [entry.wave.name, entry])) };
  known.set(plan, found);
  return found;
}

interface Named {
  readonly signals: ReadonlyMap<string, NoDataSpec>;
  readonly tiers: ReadonlyMap<string, string>;
  readonly afters: ReadonlyMap<string, readonly string[]>;
  readonly freezes: FreezeSpec[];
}

function entryOf(wave: PlannedWave, index: number, { signals, tiers, afters, freezes }: Named): WaveEntry {
  const held = new Set(wave.environments.map((name) => tiers.get(name)));
  return {
    index,
    wave,
    before: allBefore(wave, afters),
    watched: wave.triggers.flatMap((trigger) => (trigger.kind === 'signal' ? [{ name: trigger.signal, noData: signals.get(trigger.signal) ?? 'hold' }] : [])),
    freezes: freezes.filter((freeze) => freeze.tiers.some((tier) => held.has(tier))).map(({ name }) => name),
  };
}

function allBefore({ after }: PlannedWave, afters: ReadonlyMap<string, readonly string[]>): string[] {
  const found = new Set(after);
  // a set is walked with what is added to it meanwhile
  for (const name of found) for (const before of afters.get(name) ?? []) found.add(before);
  return [...found];
}
