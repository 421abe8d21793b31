import type { JobSpec, ShiftSpec, ShiftStep } from '../../model/spec';

/** How an environment takes a release, and what is judged meanwhile. */
export interface Shifting {
  readonly shift: ShiftSpec;
  /** Names of the signals that take it back while traffic shifts. */
  readonly watched: string[];
  readonly verifications: ReadVerification[];
  /** Whether a version that never becomes ready is taken back. */
  readonly undoesFailed: boolean;
}

/** What judges a release once. */
export type ReadVerification =
  | { readonly name: string; readonly kind: 'job'; readonly job: JobSpec }
  | { readonly name: string; readonly kind: 'measurement'; readonly signal: string; readonly durationMs: number };

const ALL: ShiftStep = { percent: 100, holdMs: 0 };

/** A shift by its partial steps: manifests have the steps, and no name for what they are together. */
export function shiftOfSteps(partial: readonly ShiftStep[]): ShiftSpec {
  const steps = [...partial, ALL];
  if (partial.length < 2) return { kind: partial.length === 0 ? 'allAtOnce' : 'canary', steps };
  const [{ percent, holdMs }] = partial;
  const isEven = partial.every((step, i) => step.percent === percent * (i + 1) && step.holdMs === holdMs) && percent * steps.length >= 100;
  return { kind: isEven ? 'linear' : 'steps', steps };
}

/** Pods are replaced. None at a time is not less than one is: all that a plan says is how many may be missing. */
export function rollingShift(maxUnavailablePercent: number): ShiftSpec {
  return { kind: 'rolling', maxUnavailablePercent: Math.min(100, Math.max(1, Math.round(maxUnavailablePercent))), steps: [ALL] };
}
