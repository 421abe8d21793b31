import type { GateSpec } from '../../model/spec';
import type { PlannedGate } from '../../plan/document';

/** A gate before it has an id; of alarms that must be quiet only the names are known. */
export type ReadGate = Exclude<GateSpec, { kind: 'quiet' }> | { readonly kind: 'quiet'; readonly signals: string[] };

/** The order in which they are asked: before a Promotion is created, when it is, and by its first steps. */
const ORDER: PlannedGate['kind'][] = ['check', 'evidence', 'window', 'approval', 'change', 'dependsOn', 'budget', 'quiet'];

/** Gates in the order in which they are asked, each content once, and all that is asked of signals and evidence together. */
export function plannedGates(gates: readonly ReadGate[]): PlannedGate[] {
  return ORDER.flatMap((kind) => {
    const alike = gates.filter((gate) => gate.kind === kind);
    const asked = [...new Map(together(alike).map((gate) => [JSON.stringify(gate), gate])).values()];
    return asked.map((gate, i) => ({ id: `${kind}-${i + 1}`, ...gate }));
  });
}

function together(gates: readonly ReadGate[]): readonly ReadGate[] {
  const signals = gates.flatMap((gate) => (gate.kind === 'quiet' ? gate.signals : []));
  if (signals.length > 0) return [{ kind: 'quiet', signals: [...new Set(signals)].sort() }];
  const evidence = gates.flatMap((gate) => (gate.kind === 'evidence' ? gate.evidence : []));
  return evidence.length > 0 ? [{ kind: 'evidence', evidence: [...new Set(evidence)].sort() }] : gates;
}
