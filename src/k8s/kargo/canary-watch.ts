import type { PlannedWave } from '../../plan/document';
import type { Destination } from '../destination';
import { noticedWithinMs } from '../flagger/ticks';
import { goDuration } from '../go-duration';
import { pollPrometheus, RESULT } from './prometheus-poll';
import type { PromotionStep } from './step';

/** How old what Prometheus knows of Flagger may be. */
const SCRAPED_MS = 120_000;
const POLL_MS = 30_000;

/**
 * Until Flagger is done with each Canary. To Argo CD a Canary is what Flagger said of it last, which may have been about the
 * release before: nothing counts until Flagger has had the time to look, and is there to tell. While it copies the new version
 * into the proven one it says that all is well, which Argo CD then waits for.
 */
export function canarySteps(wave: PlannedWave, { folder, namespace, prometheus }: Destination, timeoutMs: number): PromotionStep[] {
  const names = folder.contents().canaries;
  if (names.length === 0) return [];
  const noticedMs = noticedWithinMs(wave) + SCRAPED_MS;
  const until = `\${{ quote((now() + duration("${goDuration(noticedMs)}")).Format("2006-01-02T15:04:05Z07:00")) }}`;
  const noticed = 'now() >= date("${{ outputs.shift.until }}")';
  return [
    { uses: 'compose-output', as: 'shift', config: { until } },
    pollPrometheus(prometheus, statusQuery(namespace, names), {
      as: 'canary',
      everyMs: POLL_MS,
      timeoutMs: timeoutMs + noticedMs,
      successExpression: `${noticed} && len(${RESULT}) == ${names.length} && all(${RESULT}, {#.value[1] == "1"})`,
      failureExpression: `${noticed} && any(${RESULT}, {#.value[1] == "2"})`,
    }),
  ];
}

/** Scraped without honouring labels, the namespace of a Canary stands in another label than that of Flagger. */
function statusQuery(namespace: string, canaries: string[]): string {
  const status = (label: string) => `flagger_canary_status{${label}="${namespace}",name=~"${canaries.join('|')}"}`;
  return `max by (name) (${status('exported_namespace')} or ${status('namespace')})`;
}
