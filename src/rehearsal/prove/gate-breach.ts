import type { ExpeditedSpec } from '../../model/spec';
import type { PlannedGate } from '../../plan/document';
import type { Stay } from './stay';
import type { Invariant } from './violation';

/**
 * Which invariant is broken by entering now, if a gate has not passed.
 * @param isOpen whether the gate's window is
 * @param path what the type of the release does without, if anything
 */
export function gateBreach(gate: PlannedGate, stay: Stay, isOpen: boolean, path: ExpeditedSpec | undefined): Invariant | undefined {
  if (stay.lost.includes(gate.id)) return gate.kind === 'approval' ? 'I4' : 'I1';
  switch (gate.kind) {
    case 'approval':
      return (stay.approvers[gate.id]?.length ?? 0) >= gate.quorum ? undefined : 'I4';
    case 'window':
      return isOpen || stay.overridden.includes(gate.id) || path?.passesWindows ? undefined : 'I1';
    case 'quiet':
    case 'budget':
      return stay.verdicts[gate.id] === 'pass' || stay.overridden.includes(gate.id) ? undefined : path ? 'I8' : 'I1';
    default:
      return stay.verdicts[gate.id] === 'pass' ? undefined : path ? 'I8' : 'I1';
  }
}

/** Whether a gate that fails turns the release away; the others ask about the moment. */
export function isForGood(gate: PlannedGate | undefined): boolean {
  return gate?.kind === 'check' || gate?.kind === 'evidence' || gate?.kind === 'change';
}
