import type { PlannedGate, PlannedWave } from '../../../plan/document';
import type { Delivery } from '../../delivery';

/** The gate that a person passes by promoting; none where groups review instead. */
export function approvedByHand({ reviews }: Pick<Delivery, 'reviews'>, wave: PlannedWave): Extract<PlannedGate, { kind: 'approval' }> | undefined {
  return reviews ? undefined : wave.gates.find((gate) => gate.kind === 'approval');
}
