import type { ShiftStep } from '../model/spec';
import type { PlannedWave } from './document';

/** Names of the signals that undo a release in a wave. */
export function triggerNames(wave: PlannedWave): string[] {
  return wave.triggers.flatMap((trigger) => (trigger.kind === 'signal' ? [trigger.signal] : []));
}

/** Names of the signals that a verification measures after the shift. */
export function measuredNames(wave: PlannedWave): string[] {
  return wave.verifications.flatMap((verification) => (verification.kind === 'measurement' ? [verification.signal] : []));
}

/** How long the longest of a wave's measurements takes; nothing where none is measured. */
export function longestMeasurementMs(wave: PlannedWave): number {
  return Math.max(0, ...wave.verifications.map((verification) => (verification.kind === 'measurement' ? verification.durationMs : 0)));
}

/** Names of the signals that must be quiet before a release enters a wave. */
export function quietNames(wave: PlannedWave): string[] {
  return [...new Set(wave.gates.flatMap((gate) => (gate.kind === 'quiet' ? gate.signals : [])))];
}

/** The steps in which some customers meet the new version and some the old one. */
export function partialSteps(wave: PlannedWave): ShiftStep[] {
  return wave.shift.steps.filter(({ percent }) => percent > 0 && percent < 100);
}
