import type { PlannedWave } from '../../plan/document';
import { partialSteps } from '../../plan/wave-facts';

/** Shifts for which Flagger is not asked: pods are replaced, and no version has a share of its own. */
const WITHOUT_CANARY = ['allAtOnce', 'rolling'];

/** Flagger keeps no shorter interval. */
export const SHORTEST_MS = 10_000;

/** Whether Flagger shifts the traffic of a wave. */
export function hasCanary({ shift }: PlannedWave): boolean {
  return !WITHOUT_CANARY.includes(shift.kind);
}

/**
 * Time between two looks of Flagger: how long a weight is held. In blue/green, how long the old copy outlives the switch where
 * a router can send requests back to it, and the preview where none can.
 */
export function intervalMs(wave: PlannedWave, routed: boolean): number {
  const { shift } = wave;
  if (shift.kind !== 'blueGreen') return partialSteps(wave)[0]?.holdMs ?? 0;
  return routed ? shift.keepOldMs : shift.steps[0].holdMs;
}

/** The longest time after a change in which Flagger has not looked yet. */
export function noticedWithinMs(wave: PlannedWave): number {
  return hasCanary(wave) ? Math.max(intervalMs(wave, true), intervalMs(wave, false), SHORTEST_MS) : 0;
}
