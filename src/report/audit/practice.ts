import type { PlanDocument, PlannedWave } from '../../plan/document';
import type { ProblemKind } from '../../plan/problem-definition';
import type { Aspect, Engine } from '../../plan/reading/seen';

/** A wave that is held against practices, and what they look at. */
export interface Audited {
  readonly plan: PlanDocument;
  readonly wave: PlannedWave;
  readonly engine: Engine;
  /** Waves that come before it. */
  readonly before: readonly PlannedWave[];
  /** Whether no other wave with customers comes before it. */
  readonly isFirstServing: boolean;
}

/** What is there, or what is in its place. */
export type Judgement =
  /** Not sure: of a kind that could be something else than it looks. */
  | { readonly is: 'found'; readonly what: string; readonly isSure: boolean }
  | { readonly is: 'missing'; readonly got: string };

/** Something that a careful release has. */
export interface Practice {
  /** A sentence of it that is true where it is found. */
  readonly words: string;
  readonly kind: ProblemKind;
  /** What must have been seen for it to be missing; none where what is missing is seen. */
  readonly aspect?: Aspect;
  readonly allowed: string;
  /** What to do in the language of each engine; the first is for all others. */
  readonly remedies: Partial<Record<Engine, string>> & { readonly otherwise: string };
  /** Nothing where it does not apply. */
  readonly judge: (audited: Audited) => Judgement | undefined;
}

export function found(what: string, isSure = true): Judgement {
  return { is: 'found', what, isSure };
}

export function missing(got: string): Judgement {
  return { is: 'missing', got };
}
