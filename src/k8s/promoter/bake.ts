import type { Construct } from 'constructs';
import type { PlannedWave } from '../../plan/document';
import type { Delivery } from '../delivery';
import { environmentBranch } from '../delivery';
import type { Destination } from '../destination';
import { goDuration } from '../go-duration';
import { byLookBack } from '../prometheus/look-back';
import { firingQuery } from '../prometheus/recorded-signals';
import { triggersOf } from '../prometheus/watch';
import { emitPromoter, pipelineRef } from './api';
import { allKnown, queryUrl, RESULT } from './gates/prometheus';
import { BAKE, HEALTH, isWatched, watchKey } from './status-keys';
import { ANSWERED, ENVIRONMENT, webRequest } from './web-request';

/** How long a release stays before it may go on. Promoter counts from the merge, so the time of the shift is counted as well. */
export function bakeTimes(scope: Construct, delivery: Delivery): void {
  const baking = delivery.plan.waves.filter(({ bakeMs }) => bakeMs > 0);
  if (baking.length === 0) return;
  emitPromoter(scope, delivery, 'TimedCommitStatus', delivery.plan.service, {
    ...pipelineRef(delivery),
    key: BAKE,
    environments: baking.map((wave) => ({ branch: environmentBranch(wave.environments[0]), duration: goDuration(shiftMs(wave) + wave.bakeMs) })),
  });
}

/**
 * Watches what has all traffic. A signal that fires before the bake is over fails the status of that commit for good: the
 * release goes nowhere else, whatever the signal does afterwards. It counts when it looks back on nothing but that commit since
 * the shift was over, or a release that repairs what fires would be taken for the one that it repairs.
 */
export function watch(scope: Construct, delivery: Delivery, wave: PlannedWave, destination: Destination): void {
  if (!isWatched(wave, delivery.plan)) return;
  const signals = triggersOf(wave, delivery.plan.signals);
  const decided = (what: string) => `SuccessOutput["${what}"] == env.Active.Hydrated.Sha`;
  const is = (key: string) => `any(env.Active.CommitStatuses, {.Key == "${key}" && .Phase == "success"})`;
  const fails = byLookBack(signals).map(([ms, names]) => (
    `now() >= date(since) + duration("${goDuration(ms)}") && any(${RESULT}, {#.value[1] == "1" && #.metric.signal in ${JSON.stringify(names)}})`
  ));
  webRequest(scope, delivery, {
    key: watchKey(wave),
    reportOn: 'active',
    when: `let env = ${ENVIRONMENT}; !(${decided('failed')}) && !(${decided('passed')})`,
    everyMs: Math.min(...signals.map(({ periodMs }) => periodMs)),
    url: queryUrl(destination, firingQuery({ service: delivery.plan.service, environment: destination.environment.environmentName }, signals)),
    variables: `let env = ${ENVIRONMENT}; let healthy = ${is(HEALTH)}; `
      + 'let since = !healthy ? "" : SuccessOutput["settled"] == env.Active.Hydrated.Sha ? SuccessOutput["since"] : now().Format("2006-01-02T15:04:05Z07:00"); '
      + '{"commit": env.Active.Hydrated.Sha, "settled": healthy ? env.Active.Hydrated.Sha : "", "since": since, '
      + `"failed": ${decided('failed')} || healthy && ${ANSWERED} && (${fails.join(' || ')}), `
      + `"passed": ${decided('passed')} || healthy && ${ANSWERED} && ${is(BAKE)} && ${allKnown(signals.map(({ name }) => name))} && all(${RESULT}, {#.value[1] == "0"})}`,
    success: 'Variables.failed ? {"phase": "failure"} : Variables.passed',
    keeps: '{"failed": Variables.failed ? Variables.commit : "", "passed": Variables.passed ? Variables.commit : "", '
      + '"settled": Variables.settled, "since": Variables.since}',
  });
}

function shiftMs({ shift, verifications }: PlannedWave): number {
  const steps = shift.steps.reduce((sum, { holdMs }) => sum + holdMs, 0);
  return verifications.reduce((sum, one) => sum + (one.kind === 'measurement' ? one.durationMs : one.job.timeoutMs), steps);
}
