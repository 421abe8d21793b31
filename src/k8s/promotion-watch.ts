import type { SignalSpec } from '../model/spec';
import type { PlanDocument, PlannedWave } from '../plan/document';
import type { Destination } from './destination';
import { goDuration } from './go-duration';
import type { PromotionStep } from './promotion-steps';
import { firingQuery } from './recorded-signals';
import { triggersOf } from './watch';

const DAY_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;
const RESULT = 'response.body.data.result';

/** Waits, before anything is changed, until every signal of the wave's quiet gates is known and none fires. */
export function quietSteps(plan: PlanDocument, wave: PlannedWave, destination: Destination): PromotionStep[] {
  const names = wave.gates.flatMap((gate) => (gate.kind === 'quiet' ? gate.signals : []));
  const signals = plan.signals.filter(({ name }) => names.includes(name));
  if (signals.length === 0) return [];
  return [poll('quiet', plan, destination, signals, DAY_MS, { successExpression: allQuiet(destination, signals) })];
}

/** Stays in the promotion for the bake time, so that a signal that fires then is still undone by it. */
export function bakeSteps(plan: PlanDocument, wave: PlannedWave, destination: Destination): PromotionStep[] {
  const signals = triggersOf(wave, plan.signals);
  if (wave.bakeMs === 0 || signals.length === 0) return [];
  const until = `\${{ quote((now() + duration("${goDuration(wave.bakeMs)}")).Format("2006-01-02T15:04:05Z07:00")) }}`;
  return [
    { uses: 'compose-output', as: 'bake', config: { until } },
    poll('watch', plan, destination, signals, wave.bakeMs + HOUR_MS, {
      successExpression: `now() >= date("\${{ outputs.bake.until }}") && ${allQuiet(destination, signals)}`,
      failureExpression: `any(${RESULT}, {#.value[1] == "1"})`,
    }),
  ];
}

/** As many answers as there are workloads and signals, so that one that is missing is not taken for a quiet one. */
function allQuiet({ folder }: Destination, signals: SignalSpec[]): string {
  return `len(${RESULT}) == ${folder.workloads.length * signals.length} && all(${RESULT}, {#.value[1] == "0"})`;
}

function poll(
  as: string, plan: PlanDocument, { prometheus, environment }: Destination, signals: SignalSpec[], timeoutMs: number, expressions: object,
): PromotionStep {
  const query = firingQuery({ service: plan.service, environment: environment.environmentName }, signals);
  return {
    uses: 'http',
    as,
    retry: { timeout: goDuration(timeoutMs), errorThreshold: 5 },
    config: {
      url: `${prometheus}/api/v1/query`,
      queryParams: [{ name: 'query', value: query }],
      pollInterval: goDuration(Math.min(...signals.map(({ periodMs }) => periodMs))),
      ...expressions,
    },
  };
}
