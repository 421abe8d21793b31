import type { PlanDocument } from '../../plan/document';
import type { Phase, PipelineState } from '../../plan/state';
import { moving } from '../../plan/state';
import { offsetOf } from './interplay';
import {
  ARRIVED, AWAY, BAKING, bitOf, BYTES_OF_WAVE, FIRST_WAVE, HISTORY, PHASE,
  PHASE_BYTES, QUEUE, RELEASE, ROLLBACK_FAILED, ROLLING_BACK, SHIFTING, VERIFYING, VETOED,
} from './layout';

/** Whether a phase is told apart from the one before it. */
export function isVisible(phase: Phase, observed: ReadonlySet<number>): boolean {
  const byte = PHASE_BYTES[phase];
  return (byte !== VERIFYING && byte !== BAKING && byte !== ROLLBACK_FAILED) || observed.has(byte);
}

/** What is left of a state when everything that goes on inside a phase is forgotten. */
export function projected(plan: PlanDocument, state: PipelineState, observed: ReadonlySet<number>): Uint8Array {
  const row = new Uint8Array(FIRST_WAVE + BYTES_OF_WAVE * state.waves.length);
  const candidates = Object.values(state.candidates);
  const bits = (versions: readonly string[]) => versions.reduce((sum, version) => sum + bitOf(version), 0);
  row[ARRIVED] = bits(Object.keys(state.candidates));
  row[VETOED] = bits(candidates.filter(({ vetoed }) => vetoed).map(({ release }) => release.version));
  state.waves.forEach(({ queue, current, history }, w) => {
    const at = offsetOf(w);
    row[at + HISTORY] = bits(history);
    row[at + QUEUE] = bits(queue);
    row[at + AWAY] = bits(candidates.filter(({ turnedAway }) => turnedAway.includes(plan.waves[w].name)).map(({ release }) => release.version));
    if (!current) return;
    row[at + PHASE] = isVisible(current.phase, observed) ? PHASE_BYTES[current.phase] : moving(current) ? SHIFTING : ROLLING_BACK;
    row[at + RELEASE] = bitOf(current.release);
  });
  return row;
}
