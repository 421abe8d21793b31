import type { PlannedWave } from '../../plan/document';
import type { Delivery } from '../delivery';
import type { Destination } from '../destination';
import { goDuration } from '../go-duration';
import { countOf } from '../prometheus/count-of';
import { firingQuery, RECORDED } from '../prometheus/recorded-signals';
import { triggersOf } from '../prometheus/watch';
import { pollPrometheus, RESULT } from './prometheus-poll';
import type { PromotionStep } from './step';

const HOUR_MS = 3_600_000;

/** Stays in the promotion for the bake time, so that a signal that fires then is still undone by it. */
export function bakeSteps({ plan }: Delivery, wave: PlannedWave, { environment, prometheus }: Destination): PromotionStep[] {
  const signals = triggersOf(wave, plan.signals);
  if (wave.bakeMs === 0 || signals.length === 0) return [];
  const until = `\${{ quote((now() + duration("${goDuration(wave.bakeMs)}")).Format("2006-01-02T15:04:05Z07:00")) }}`;
  // as a text: Kargo keeps what steps tell, and cannot keep a whole number
  const fromExpression = `string(${countOf(`metadata.annotations["${RECORDED}"]`, signals.map(({ name }) => name))})`;
  return [
    { uses: 'yaml-parse', as: 'live', config: { path: './live/kustomization.yaml', outputs: [{ name: 'answers', fromExpression }] } },
    { uses: 'compose-output', as: 'bake', config: { until } },
    pollPrometheus(prometheus, firingQuery({ service: plan.service, environment: environment.environmentName }, signals), {
      as: 'watch',
      everyMs: Math.min(...signals.map(({ periodMs }) => periodMs)),
      timeoutMs: wave.bakeMs + HOUR_MS,
      successExpression: `now() >= date("\${{ outputs.bake.until }}") && len(${RESULT}) == \${{ outputs.live.answers }} && all(${RESULT}, {#.value[1] == "0"})`,
      failureExpression: `any(${RESULT}, {#.value[1] == "1"})`,
    }),
  ];
}
