import type { EnvironmentSpec, FreezeSpec } from '../../model/spec';
import { tierCalled, TIERS } from '../../plan/reading/tier';
import type { ReadFreeze } from './closed-times';

/** A wave's environments, and the names of the freezes that hold it. */
export interface Held {
  readonly environments: readonly string[];
  readonly freezes: readonly string[];
}

export interface Tiered {
  readonly environments: EnvironmentSpec[];
  readonly freezes: FreezeSpec[];
  /** Whether freezes hold the very waves that they were read to hold. */
  readonly isExact: boolean;
}

/** Gives environments tiers by which the freezes hold the waves that they were read to hold, or, where nothing is frozen, by what they are called. */
export function tiered(waves: readonly Held[], freezes: readonly ReadFreeze[]): Tiered {
  const distinct = [...new Map(freezes.map((freeze) => [freeze.name, freeze])).values()];
  if (distinct.length === 0) {
    return { environments: waves.flatMap(({ environments }) => environments.map((name) => environment(name, tierCalled(name)))), freezes: [], isExact: true };
  }
  const groups = simplest(waves);
  const tierOf = (group: string) => TIERS[Math.min(groups.indexOf(group), TIERS.length - 1)];
  const tiersOf = (wave: Held) => [...new Set(groups.filter((group) => isWithin(group, key(wave))).map(tierOf))];
  return {
    environments: waves.flatMap((wave) => {
      const own = groups.includes(key(wave)) ? [tierOf(key(wave))] : tiersOf(wave);
      return wave.environments.map((name, i) => environment(name, own[i % own.length]));
    }),
    freezes: distinct.map((freeze) => ({ ...freeze, tiers: [...new Set(groups.filter((group) => names(group).includes(freeze.name)).map(tierOf))] })),
    isExact: groups.length <= TIERS.length,
  };
}

/** Groups of freezes that hold some wave, without those that two tiers in one wave explain; what comes last is strictest. */
function simplest(waves: readonly Held[]): string[] {
  const all = [...new Set(waves.map(key))].reverse();
  return all.filter((group) => {
    const smaller = new Set(all.filter((other) => other !== group && isWithin(other, group)).flatMap(names));
    const mixed = waves.filter((wave) => key(wave) === group).every(({ environments }) => environments.length > 1);
    return !(mixed && names(group).length > 0 && names(group).every((name) => smaller.has(name)));
  });
}

function key({ freezes }: Held): string {
  return JSON.stringify([...freezes].sort());
}

function names(group: string): string[] {
  return JSON.parse(group) as string[];
}

function isWithin(group: string, other: string): boolean {
  return names(group).every((name) => names(other).includes(name));
}

function environment(name: string, tier: string): EnvironmentSpec {
  return { name, tier, labels: {} };
}
