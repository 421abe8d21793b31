import type { PromotionStep } from './step';
import { BEFORE_A_CHANGE } from './step';

/*
 * A promotion begins anew, with an empty working directory, when Kargo's controller is restarted. What it has changed by then
 * is kept in the metadata of its Stage, or the way back would lead to the release that is to be taken back.
 */

const RECORDED = 'stageMetadata(ctx.stage)?.release';

/** True as soon as this promotion may have changed the branch. */
const CHANGED = `${RECORDED}?.promotion == ctx.promotion`;

/** Something went wrong in this promotion, before or after a restart. */
const FAILED = 'stageMetadata(ctx.stage)?.failed == ctx.promotion';

/** Nothing has gone wrong and nothing been changed yet: gates are asked now, and never again in this promotion. */
export const ENTERING = `success() && !(${CHANGED})`;

/** Something went wrong after the change. */
export const FAILING = `failure() && ${CHANGED}`;

/** The same, and the release of this promotion is what runs in the environment that the task is about. */
export const TAKING_BACK = `${FAILING} && stageMetadata(vars.environment)?.release?.freight == ctx.targetFreight.name`;

/** The commit that an environment's branch was at before its last promotion. */
export const BEFORE = 'stageMetadata(vars.environment).release.before';

/** Keeps what the way back needs, while the branch is still as it was. Quoted: a commit of digits only would become a number. */
export function recordChange(): PromotionStep {
  const release = {
    promotion: '${{ ctx.promotion }}',
    freight: '${{ quote(ctx.targetFreight.name) }}',
    before: '${{ quote(outputs.prepare.before) }}',
  };
  return { uses: 'set-metadata', if: when(ENTERING), retry: BEFORE_A_CHANGE, config: { updates: [{ kind: 'Stage', name: '${{ quote(ctx.stage) }}', values: { release } }] } };
}

/** Keeps that the release is being taken back, so that a restart goes on with that and does not release again. */
export function recordFailure(): PromotionStep {
  const values = { failed: '${{ ctx.promotion }}' };
  return { uses: 'set-metadata', if: when(FAILING), retry: BEFORE_A_CHANGE, config: { updates: [{ kind: 'Stage', name: '${{ quote(ctx.stage) }}', values }] } };
}

/** The first step after such a restart; everything but the way back is then left out. */
export function resumeFailure(): PromotionStep {
  return { uses: 'fail', as: 'resume', if: when(FAILED), config: { message: 'what this promotion released is being taken back' } };
}

/** An expression as the condition of a step. */
export function when(expression: string): string {
  return `\${{ ${expression} }}`;
}
