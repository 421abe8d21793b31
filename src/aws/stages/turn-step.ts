import type { CodePipelineActionFactoryResult, ICodePipelineActionFactory, StageDeployment } from 'aws-cdk-lib/pipelines';
import { Step } from 'aws-cdk-lib/pipelines';

/** An environment has had its turn. Orders what comes after it, and is no action. */
class TurnStep extends Step implements ICodePipelineActionFactory {
  public produceAction(): CodePipelineActionFactoryResult {
    return { runOrdersConsumed: 0 };
  }
}

/** Each waits for the one that is so many places before it, so that never more than these are deployed at the same time. */
export function takeTurns(stages: StageDeployment[], maxConcurrent: number): void {
  stages.slice(maxConcurrent).forEach((stage, i) => {
    const turn = new TurnStep(`after-${stages[i].stageName}`);
    stages[i].addPost(turn);
    stage.addPre(turn);
  });
}

/** CDK Pipelines counts turns among the actions of a stage, of which there are few. */
export function turnCount(environments: number, maxConcurrent: number): number {
  return Math.max(0, environments - maxConcurrent);
}
