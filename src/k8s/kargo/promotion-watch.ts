import type { PlannedWave } from '../../plan/document';
import type { Delivery } from '../delivery';
import type { Destination } from '../destination';
import { goDuration } from '../go-duration';
import { countOf } from '../prometheus/count-of';
import { byLookBack, lookBackMs } from '../prometheus/look-back';
import { firingQuery, RECORDED } from '../prometheus/recorded-signals';
import { triggersOf } from '../prometheus/watch';
import { pollPrometheus, RESULT } from './prometheus-poll';
import type { PromotionStep } from './step';

const HOUR_MS = 3_600_000;

/** How long Prometheus is waited for to say what was before the bake; without an answer less counts at first. */
const ASKED_FOR_MS = 120_000;
const ASKED_EVERY_MS = 10_000;

/**
 * Stays in the promotion for the bake time, so that a signal that fires then is still undone by it. What is recorded looks back
 * over the time before, and a release that repairs what fired then must not be taken for the one that it repairs: a signal that
 * was quiet counts at once, any other when it looks back on nothing but the bake. Nothing passes while one of them fires.
 */
export function bakeSteps({ plan }: Delivery, wave: PlannedWave, { environment, prometheus }: Destination): PromotionStep[] {
  const signals = triggersOf(wave, plan.signals);
  if (wave.bakeMs === 0 || signals.length === 0) return [];
  const query = firingQuery({ service: plan.service, environment: environment.environmentName }, signals);
  const slowestMs = Math.max(...signals.map(lookBackMs));
  const groups = byLookBack(signals);
  const times = Object.fromEntries(groups.map(([ms], i) => [judged(i), fromNow(ms)]));
  // as a text: Kargo keeps what steps tell, and cannot keep a whole number
  const fromExpression = `string(${countOf(`metadata.annotations["${RECORDED}"]`, signals.map(({ name }) => name))})`;
  return [
    { uses: 'yaml-parse', as: 'live', config: { path: './live/kustomization.yaml', outputs: [{ name: 'answers', fromExpression }] } },
    { ...askBefore(prometheus, query, Math.max(HOUR_MS, slowestMs)), continueOnError: true },
    { uses: 'compose-output', as: 'bake', config: { until: fromNow(wave.bakeMs), ...times } },
    pollPrometheus(prometheus, query, {
      as: 'watch',
      everyMs: Math.min(...signals.map(({ periodMs }) => periodMs)),
      timeoutMs: Math.max(wave.bakeMs, slowestMs) + HOUR_MS,
      successExpression: `${isPast('until')} && len(${RESULT}) == \${{ outputs.live.answers }} && all(${RESULT}, {#.value[1] == "0"})`,
      failureExpression: [
        fires('split("${{ outputs.before?.quiet ?? \'\' }}", ",")'),
        ...groups.map(([, names], i) => `${isPast(judged(i))} && ${fires(JSON.stringify(names))}`),
      ].join(' || '),
    }),
  ];
}

/** Which signals did not fire before the bake. */
function askBefore(prometheus: string, query: string, lookedMs: number): PromotionStep {
  return pollPrometheus(prometheus, `max by (signal) (max_over_time(${query}[${goDuration(lookedMs)}]))`, {
    as: 'before',
    everyMs: ASKED_EVERY_MS,
    timeoutMs: ASKED_FOR_MS,
    successExpression: 'response.status == 200',
    outputs: [{ name: 'quiet', fromExpression: `join(map(filter(${RESULT}, {#.value[1] == "0"}), {#.metric.signal}), ",")` }],
  });
}

/** Expression that is true when one of the signals of a list fires. */
function fires(list: string): string {
  return `any(${RESULT}, {#.value[1] == "1" && #.metric.signal in ${list}})`;
}

function judged(index: number): string {
  return `judged${index + 1}`;
}

function fromNow(ms: number): string {
  return `\${{ quote((now() + duration("${goDuration(ms)}")).Format("2006-01-02T15:04:05Z07:00")) }}`;
}

function isPast(output: string): string {
  return `now() >= date("\${{ outputs.bake.${output} }}")`;
}
