import type { PlanDocument, PlannedWave } from './document';

/** What a type of release does without. Everything else it goes through like any other. */
export interface ReleasePath {
  readonly passesWindows: boolean;
  readonly passesFreezes: boolean;
  /** Longest bake; `Infinity` keeps every wave's own. */
  readonly bakeAtMostMs: number;
}

const FULL: ReleasePath = { passesWindows: false, passesFreezes: false, bakeAtMostMs: Infinity };

export function pathOf(plan: PlanDocument, releaseType: string): ReleasePath {
  return plan.expedited.find(({ releaseTypes }) => releaseTypes.includes(releaseType)) ?? FULL;
}

export function bakeMsOf(plan: PlanDocument, wave: PlannedWave, releaseType: string): number {
  return Math.min(wave.bakeMs, pathOf(plan, releaseType).bakeAtMostMs);
}
