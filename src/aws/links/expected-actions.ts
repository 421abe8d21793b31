import { gateActionNames } from '../names';
import type { DeployLayout, StageLayout } from '../stages/stage-layout';

/** Pipelines are laid out before stacks are handed over. Few applications have more in an environment. */
const STACKS_OF_AN_ENVIRONMENT = 5;
/** CodePipeline takes no more. */
const ACTIONS_OF_A_STAGE = 50;
/** Source, synthesis, self-mutation, assets, and the hand-over. */
const OTHER_ACTIONS = 10;

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html */
export const ACTIONS_AT_MOST = 1000;
/** The state of more would not fit into the 256 KiB that a task of Step Functions may answer with: some 800 bytes for each. */
export const KEPT_ACTIONS_AT_MOST = 300;

/** Whether a state machine reads the state of a pipeline with these stages, to keep its entries. */
export function isKept(stages: StageLayout[]): boolean {
  return stages.some(({ kind }) => kind === 'entry' || kind === 'window');
}

/** Whether a pipeline with these stages is likely to have no more actions than it may. */
export function takesActions(stages: StageLayout[]): boolean {
  const expected = stages.reduce((sum, stage) => sum + actionsOf(stage), OTHER_ACTIONS);
  return expected <= (isKept(stages) ? KEPT_ACTIONS_AT_MOST : ACTIONS_AT_MOST);
}

function actionsOf(stage: StageLayout): number {
  switch (stage.kind) {
    case 'gate': return gateActionNames(stage).length + Math.min(1, stage.reviewed.length);
    case 'deploy': return Math.min(ACTIONS_OF_A_STAGE, deployments(stage));
    default: return 1;
  }
}

function deployments({ environments, verifications }: DeployLayout): number {
  return environments.length * STACKS_OF_AN_ENVIRONMENT + verifications.length;
}
