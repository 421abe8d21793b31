import type { PlannedGate } from '../../plan/document';
import type { ReadGate } from './entry-rules';

/** The order in which CodePipeline asks, whatever the order of their declaration was. */
const ORDER: PlannedGate['kind'][] = ['approval', 'check', 'change', 'dependsOn', 'evidence', 'window', 'quiet', 'budget'];

/** Gates in the order in which they are asked, each content once, and all that a wave asks of alarms and evidence together. */
export function plannedGates(gates: readonly ReadGate[]): PlannedGate[] {
  return ORDER.flatMap((kind) => {
    const alike = gates.filter((gate) => gate.kind === kind);
    const asked = [...new Map(together(alike).map((gate) => [JSON.stringify(gate), gate])).values()];
    return asked.map((gate, i) => ({ id: `${kind}-${i + 1}`, ...gate }));
  });
}

function together(gates: readonly ReadGate[]): readonly ReadGate[] {
  const signals = gates.flatMap((gate) => (gate.kind === 'quiet' ? gate.signals : []));
  if (signals.length > 0) return [{ kind: 'quiet', signals: [...new Set(signals)] }];
  const evidence = gates.flatMap((gate) => (gate.kind === 'evidence' ? gate.evidence : []));
  return evidence.length > 0 ? [{ kind: 'evidence', evidence: [...new Set(evidence)] }] : gates;
}
