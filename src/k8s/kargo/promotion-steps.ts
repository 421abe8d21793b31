import type { PlannedWave } from '../../plan/document';
import type { Delivery } from '../delivery';
import { applicationName } from '../delivery';
import type { Destination } from '../destination';
import { Progressive } from '../engine';
import { goDuration } from '../go-duration';
import { canarySteps } from './canary-watch';
import { authorStep } from './gates/author';
import { budgetSteps } from './gates/budget';
import { changeSteps } from './gates/change';
import { dependsOnSteps } from './gates/depends-on';
import { quietSteps } from './gates/quiet';
import { reviewSteps } from './gates/reviews';
import { recordFailure, resumeFailure } from './promotion-record';
import { bakeSteps } from './promotion-watch';
import type { PromotionStep, TaskStep } from './step';
import { WHILE_WATCHING } from './step';
import { applyTask, prepareTask, takeBackTask } from './tasks';
import { undoneWith } from './undone-with';

/** How long a paused Rollout may wait for a person before the release is taken back. */
const PATIENCE_MS = 24 * 3_600_000;

/** What a promotion to an environment does, and how it undoes it: what shifts traffic moves it back, but writes nothing to Git. */
export function promotionSteps(delivery: Delivery, wave: PlannedWave, destination: Destination): (PromotionStep | TaskStep)[] {
  const environment = destination.environment.environmentName;
  const application = (name: string) => applicationName(delivery.plan, name);
  return [
    resumeFailure(),
    ...authorStep(delivery, wave),
    prepareTask(environment, application(environment)),
    // people first: what is measured has to be true of the moment of the change
    ...reviewSteps(delivery, wave, environment),
    ...changeSteps(delivery, wave),
    ...dependsOnSteps(delivery, wave),
    ...budgetSteps(delivery, wave, destination),
    ...quietSteps(delivery, wave, destination),
    applyTask(environment, application(environment)),
    ...(delivery.engine.progressive === Progressive.FLAGGER ? canarySteps(wave, destination, shiftingMs(wave)) : []),
    waitStep(delivery, wave, application(environment)),
    ...bakeSteps(delivery, wave, destination),
    recordFailure(),
    ...[environment, ...undoneWith(delivery.plan, wave)].map((name) => takeBackTask(name, application(name))),
  ];
}

/** Until the shift is over, or the Application turns degraded, as it does when a version is given up. */
function waitStep({ argoCdNamespace }: Delivery, wave: PlannedWave, name: string): PromotionStep {
  return {
    uses: 'argocd-wait',
    as: 'wait',
    retry: { ...WHILE_WATCHING, timeout: goDuration(shiftingMs(wave)) },
    config: { apps: [{ name, namespace: argoCdNamespace, waitFor: ['health', 'sync', 'operation'] }] },
  };
}

/** How long a shift may take, with the patience that a release has for a person. */
function shiftingMs({ shift, verifications }: PlannedWave): number {
  const shiftMs = shift.steps.reduce((sum, { holdMs }) => sum + holdMs, 0);
  const verifyMs = verifications.reduce((sum, one) => sum + (one.kind === 'measurement' ? one.durationMs : one.job.timeoutMs), 0);
  return shiftMs + verifyMs + PATIENCE_MS;
}
