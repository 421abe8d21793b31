import type { PlannedWave } from '../../../plan/document';
import { quietNames } from '../../../plan/wave-facts';
import type { Delivery } from '../../delivery';
import type { Destination } from '../../destination';
import { firingQuery } from '../../prometheus/recorded-signals';
import { pollPrometheus, RESULT } from '../prometheus-poll';
import { ENTERING, when } from '../promotion-record';
import { recordedBefore } from '../recorded';
import type { PromotionStep } from '../step';
import { GATE_PATIENCE_MS } from './patience';

/**
 * Waits, before anything is changed, until every signal of the wave's quiet gates that is recorded there by now is known and
 * none fires. Where nothing runs yet nothing is asked, or the first release would wait for what it brings itself.
 */
export function quietSteps({ plan }: Delivery, wave: PlannedWave, { environment, prometheus }: Destination): PromotionStep[] {
  const names = quietNames(wave);
  const signals = plan.signals.filter(({ name }) => names.includes(name));
  if (signals.length === 0) return [];
  return [{
    ...pollPrometheus(prometheus, firingQuery({ service: plan.service, environment: environment.environmentName }, signals), {
      as: 'quiet',
      everyMs: Math.min(...signals.map(({ periodMs }) => periodMs)),
      timeoutMs: GATE_PATIENCE_MS,
      successExpression: `len(${RESULT}) == ${recordedBefore(signals.map(({ name }) => name))} && all(${RESULT}, {#.value[1] == "0"})`,
    }),
    if: when(`${ENTERING} && outputs.prepare.recorded != ''`),
  }];
}
