import type { FreezeSpec } from '../../model/spec';
import type { PlanDocument, PlannedGate, PlannedWave } from '../../plan/document';
import { triggersOf } from '../prometheus/watch';

/** Whether Argo CD found what runs healthy. */
export const HEALTH = 'argocd-health';

/** Whether a release has been there for long enough. */
export const BAKE = 'bake';

/** Whether the weekly freezes leave a release through. */
export const FREEZES = 'freezes';

/** The status of a gate. */
export function gateKey(wave: PlannedWave, gate: PlannedGate): string {
  return `${wave.name}-${gate.id}`;
}

/** The status of the signals that are watched while a release bakes. */
export function watchKey(wave: PlannedWave): string {
  return `${wave.name}-watch`;
}

/** The status of a freeze that cron cannot say. */
export function freezeKey(freeze: FreezeSpec): string {
  return `${freeze.name}-freeze`;
}

/** Whether anything is watched while a release bakes. */
export function isWatched(wave: PlannedWave, plan: PlanDocument): boolean {
  return wave.bakeMs > 0 && triggersOf(wave, plan.signals).length > 0;
}

/** The freezes of a wave's environments. */
export function freezesOf(wave: PlannedWave, plan: PlanDocument): FreezeSpec[] {
  const tiers = plan.environments.filter(({ name }) => wave.environments.includes(name)).map(({ tier }) => tier);
  return plan.freezes.filter((freeze) => freeze.tiers.some((tier) => tiers.includes(tier)));
}

/** What has to be true of a release before it enters a wave. Somebody who merges says so without a status. */
export function proposedKeys(wave: PlannedWave, plan: PlanDocument, isReviewed: boolean): string[] {
  const freezes = freezesOf(wave, plan);
  return [
    ...wave.gates.filter(({ kind }) => isReviewed || kind !== 'approval').map((gate) => gateKey(wave, gate)),
    ...(freezes.some(({ span }) => span.kind === 'weekly') ? [FREEZES] : []),
    ...freezes.filter(({ span }) => span.kind !== 'weekly').map(freezeKey),
  ];
}

/** What has to be true of a release in a wave before it goes on. */
export function activeKeys(wave: PlannedWave, plan: PlanDocument): string[] {
  return [HEALTH, ...(wave.bakeMs > 0 ? [BAKE] : []), ...(isWatched(wave, plan) ? [watchKey(wave)] : [])];
}
