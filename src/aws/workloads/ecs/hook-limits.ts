import type { ShiftSpec } from '../../../model/spec';
import type { Problem } from '../../../plan/problem';
import type { EcsAlternate } from '../../ecs-alternate';
import type { EcsHookSpec } from '../../ecs-hook';
import { EcsStage } from '../../ecs-hook';
import { SP4412, SP4414 } from '../../problems-workloads';

const MINUTE_MS = 60_000;
/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentLifecycleHookTimeoutConfiguration.html */
const TIMEOUT_AT_MOST_MS = 14 * 24 * 60 * MINUTE_MS;

/** No traffic moves when tasks are replaced, so these are all there is. */
const OF_ROLLING = [EcsStage.RECONCILE_SERVICE, EcsStage.PRE_SCALE_UP, EcsStage.POST_SCALE_UP];
const OF_TEST_TRAFFIC = [EcsStage.TEST_TRAFFIC_SHIFT, EcsStage.POST_TEST_TRAFFIC_SHIFT];
/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/pause-lifecycle-hooks.html */
const NOT_FOR_PAUSES = [EcsStage.TEST_TRAFFIC_SHIFT, EcsStage.PRODUCTION_TRAFFIC_SHIFT];
const AT_EVERY_STEP = [EcsStage.PRE_PRODUCTION_TRAFFIC_SHIFT, EcsStage.PRODUCTION_TRAFFIC_SHIFT];

interface Hooked {
  readonly path: string;
  readonly alternate?: EcsAlternate;
  readonly hooks: EcsHookSpec[];
}

/** Stages that a deployment does not pass, or does not hold at, and times that ECS does not wait. */
export function hookLimits(shift: ShiftSpec, { path, alternate, hooks }: Hooked): Problem[] {
  const previewMs = shift.kind === 'blueGreen' ? shift.steps[0].holdMs : 0;
  const timeouts = [...hooks.map(({ timeoutMs }) => timeoutMs), ...(previewMs > 0 ? [previewMs] : [])];
  return [
    ...hooks.filter(({ stages }) => stages.length === 0).map(() => SP4414.at(path, { got: 'a hook without a stage', allowed: 'at least one', remedies: ['name the stages of the hook'] })),
    ...hooks.flatMap((hook) => hook.stages.flatMap((stage) => misplaced(hook, stage, alternate).map((details) => SP4414.at(path, details)))),
    ...timeouts.filter((ms) => ms < MINUTE_MS || ms > TIMEOUT_AT_MOST_MS || ms % MINUTE_MS !== 0).map((ms) => SP4412.at(path, {
      got: `${ms / MINUTE_MS} min`, allowed: `1 to ${TIMEOUT_AT_MOST_MS / MINUTE_MS} whole minutes for a hook or a preview`, remedies: ['declare whole minutes, at most two weeks'],
    })),
  ];
}

/** How long a deployment may stand at its hooks, at worst; those before the traffic moves are passed again at every step. */
export function hookMs(shift: ShiftSpec, hooks: EcsHookSpec[]): number {
  const steps = shift.kind === 'canary' || shift.kind === 'linear' ? shift.steps.length : 1;
  const waits = hooks.flatMap(({ stages, timeoutMs }) => stages.map((stage) => timeoutMs * (AT_EVERY_STEP.includes(stage) ? steps : 1)));
  return waits.reduce((sum, ms) => sum + ms, 0);
}

type Finding = Parameters<typeof SP4414.at>[1];

function misplaced({ handler }: EcsHookSpec, stage: EcsStage, alternate: EcsAlternate | undefined): Finding[] {
  if (!alternate && !OF_ROLLING.includes(stage)) {
    return [{ got: `${stage} and no alternate target group`, allowed: OF_ROLLING.join(', '), remedies: ['choose another stage', 'give the workload an alternate'] }];
  }
  if (!alternate?.testListenerRule && OF_TEST_TRAFFIC.includes(stage)) {
    return [{ got: `${stage} and no test listener rule`, allowed: 'a stage that the deployment passes', remedies: [`choose ${EcsStage.POST_SCALE_UP}`, 'give the alternate a testListenerRule'] }];
  }
  if (!handler && NOT_FOR_PAUSES.includes(stage)) {
    return [{ got: `a pause at ${stage}`, allowed: 'a pause before or after traffic moves', remedies: ['choose the stage before or after it'] }];
  }
  return [];
}
