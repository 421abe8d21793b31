import type { PlannedTrigger, PlannedVerification, PlannedWave } from '../../plan/document';
import { durationSymbols } from '../../private/duration-text';

/** What has to hold once all traffic has moved. */
export function verificationWords(verification: PlannedVerification): string {
  return verification.kind === 'job' ? `job ${verification.id}` : `${verification.signal} for ${durationSymbols(verification.durationMs)}`;
}

/** What undoes a wave: signals, and what has another scope than every pipeline gives it. */
export function triggerWords(triggers: PlannedTrigger[]): string[] {
  return triggers.flatMap((trigger) => {
    const name = trigger.kind === 'signal' ? trigger.signal : OTHERS[trigger.kind];
    if (trigger.scope === 'promoted') return [`${name}, with all other waves`];
    return trigger.kind === 'signal' ? [name] : [];
  });
}

const OTHERS = { failedDeployment: 'failed deployment', failedVerification: 'failed verification', operator: 'operator' };

/** How long a release needs for a wave when nothing makes it wait. */
export function shortestMs(wave: PlannedWave): number {
  const held = wave.shift.steps.reduce((sum, { holdMs }) => sum + holdMs, 0);
  // verifications run side by side; how long a job takes is not known before
  const measured = Math.max(0, ...wave.verifications.map((one) => (one.kind === 'measurement' ? one.durationMs : 0)));
  return held + measured + wave.bakeMs;
}
