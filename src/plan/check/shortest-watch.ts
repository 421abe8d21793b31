import type { SignalSpec } from '../../model/spec';
import { detectionMs } from '../detection';
import type { PlanDocument, PlannedWave } from '../document';
import { partialSteps, triggerNames } from '../wave-facts';

/** The shortest of the times for which a signal is watched and in which it can fail as it is. One that is changed must still be able to. */
export function shortestWatch(plan: PlanDocument, signal: SignalSpec): number {
  return plan.waves.flatMap((wave) => [...asTrigger(plan, wave, signal), ...measured(wave, signal)])
    .reduce((shortest, ms) => (ms > detectionMs(signal) ? Math.min(shortest, ms) : shortest), Infinity);
}

function asTrigger({ expedited }: PlanDocument, wave: PlannedWave, { name }: SignalSpec): number[] {
  if (!triggerNames(wave).includes(name)) return [];
  return [...partialSteps(wave).map(({ holdMs }) => holdMs), wave.bakeMs, ...wave.bakeMs > 0 ? expedited.map(({ bakeAtMostMs }) => bakeAtMostMs) : []];
}

function measured({ verifications }: PlannedWave, { name }: SignalSpec): number[] {
  return verifications.flatMap((verification) => (verification.kind === 'measurement' && verification.signal === name ? [verification.durationMs] : []));
}
