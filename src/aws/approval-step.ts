import type { IStage } from 'aws-cdk-lib/aws-codepipeline';
import { ManualApprovalAction } from 'aws-cdk-lib/aws-codepipeline-actions';
import { Duration } from 'aws-cdk-lib/core';
import type { CodePipelineActionFactoryResult, ICodePipelineActionFactory, ProduceActionOptions } from 'aws-cdk-lib/pipelines';
import { Step } from 'aws-cdk-lib/pipelines';

export interface ApprovalStepProps {
  readonly group: string;
  readonly excludeAuthor: boolean;
  readonly timeoutMs: number;
}

/** People of a group say yes. The step of CDK Pipelines has no timeout; a step of one's own is its extension point. */
export class ApprovalStep extends Step implements ICodePipelineActionFactory {
  constructor(id: string, private readonly props: ApprovalStepProps) {
    super(id);
  }

  public produceAction(stage: IStage, options: ProduceActionOptions): CodePipelineActionFactoryResult {
    const { group, excludeAuthor, timeoutMs } = this.props;
    stage.addAction(new ManualApprovalAction({
      actionName: options.actionName,
      runOrder: options.runOrder,
      timeout: Duration.millis(timeoutMs),
      additionalInformation: `for a member of ${group}${excludeAuthor ? ' who is not the author of the change' : ''}`,
    }));
    return { runOrdersConsumed: 1 };
  }
}
