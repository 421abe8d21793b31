import type { PlannedWave } from '../../../plan/document';
import type { Delivery } from '../../delivery';
import type { Destination } from '../../destination';
import { budgetName, budgetQuery } from '../../prometheus/budget';
import { pollPrometheus, RESULT } from '../prometheus-poll';
import { ENTERING, when } from '../promotion-record';
import { recordedBefore } from '../recorded';
import type { PromotionStep } from '../step';
import { GATE_PATIENCE_MS } from './patience';

/** Waits until enough of each error budget is left that is counted there by now; where nothing runs yet nothing is asked. */
export function budgetSteps({ plan }: Delivery, wave: PlannedWave, { environment, prometheus }: Destination): PromotionStep[] {
  // one budget may be asked for different remainders
  const gates = wave.gates.flatMap((gate) => (gate.kind === 'budget' ? [gate] : []));
  return gates.map((gate, i) => ({
    ...pollPrometheus(prometheus, budgetQuery({ service: plan.service, environment: environment.environmentName }, gate), {
      as: `budget-${i + 1}`,
      everyMs: 60_000,
      timeoutMs: GATE_PATIENCE_MS,
      successExpression: `len(${RESULT}) == ${recordedBefore([budgetName(gate)])} && all(${RESULT}, {#.value[1] == "1"})`,
    }),
    if: when(`${ENTERING} && outputs.prepare.recorded != ''`),
  }));
}
