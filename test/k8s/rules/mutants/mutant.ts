import type { Manifest } from '../../support/manifest-validator';
import { GOOD } from './good';
import type { Mutation } from './mutate';

/** Good manifests with a single fault. */
export interface Mutant {
  readonly what: string;
  /** Name of the folder that is changed. */
  readonly base: string;
  readonly mutation: Mutation;
  /** Everything that finds it, each once: codes of rules, `schema`, `promtool`. */
  readonly foundBy: readonly string[];
}

export function mutant(base: string, foundBy: string, what: string, mutation: Mutation): Mutant {
  return { base, foundBy: foundBy.split(' ').map((each) => (each.startsWith('SP') ? `rules/${each}` : each)), what, mutation };
}

export function mutated({ base, mutation }: Mutant): Manifest[] {
  const copy = JSON.parse(JSON.stringify(GOOD[base])) as Manifest[];
  mutation(copy);
  return copy;
}
