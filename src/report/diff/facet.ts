import type { ChangeTopic } from './plan-change';
import { Verdict } from './plan-change';

/** Something that can be said of a plan, in a form in which two plans can be held against each other. */
export interface Facet {
  /** Name of the wave, empty for the whole pipeline. */
  readonly wave: string;
  readonly topic: ChangeTopic;
  /** With the wave and the topic, what tells it from all others of the plan. */
  readonly what: string;
  readonly words: string;
  /** Everything that is compared. */
  readonly data: unknown;
  /** Where this differs, neither of two is stricter. */
  readonly kind: string;
  /** The larger, the stricter, each by itself; what is left out is 0. */
  readonly strictness: Readonly<Record<string, number>>;
  /** What it means that it is there and was not. */
  readonly presence: Verdict;
}

const OPPOSITE = { [Verdict.STRICTER]: Verdict.LOOSER, [Verdict.LOOSER]: Verdict.STRICTER, [Verdict.OTHER]: Verdict.OTHER };

export function opposite(verdict: Verdict): Verdict {
  return OPPOSITE[verdict];
}

/** Stricter in something and looser in nothing is stricter; what is both is neither. */
export function verdictOf(before: Facet, after: Facet): Verdict {
  if (before.kind !== after.kind) return Verdict.OTHER;
  const keys = new Set([...Object.keys(before.strictness), ...Object.keys(after.strictness)]);
  const differences = [...keys].map((key) => (after.strictness[key] ?? 0) - (before.strictness[key] ?? 0));
  const [more, less] = [differences.some((one) => one > 0), differences.some((one) => one < 0)];
  if (more === less) return Verdict.OTHER;
  return more ? Verdict.STRICTER : Verdict.LOOSER;
}

/** Values that are stricter the more of them there are. */
export function each(values: readonly (string | number)[], worth = 1): Record<string, number> {
  return Object.fromEntries(values.map((value) => [value, worth]));
}

/** A computed amount of which less is better. */
export function amountFacet(wave: string, topic: ChangeTopic, what: string, amount: number, words: string): Facet {
  return { wave, topic, what, words, data: words, kind: '', strictness: { amount: -amount }, presence: Verdict.OTHER };
}
