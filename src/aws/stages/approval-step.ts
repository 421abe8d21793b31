import type { IStage } from 'aws-cdk-lib/aws-codepipeline';
import { ManualApprovalAction } from 'aws-cdk-lib/aws-codepipeline-actions';
import { Duration } from 'aws-cdk-lib/core';
import type { CodePipelineActionFactoryResult, ICodePipelineActionFactory, ProduceActionOptions } from 'aws-cdk-lib/pipelines';
import { Step } from 'aws-cdk-lib/pipelines';
import type { ApprovalSettings } from '../approval-settings';
import type { ReviewStep } from './review-step';
import type { Approval } from './stage-layout';

export interface ApprovalStepProps {
  readonly approval: Approval;
  readonly settings: ApprovalSettings;
  /** What shows the changes; the question waits for it. */
  readonly review: ReviewStep | undefined;
}

/** Somebody of a group says yes. The step of CDK Pipelines has no timeout; a step of one's own is its extension point. */
export class ApprovalStep extends Step implements ICodePipelineActionFactory {
  constructor(id: string, private readonly props: ApprovalStepProps) {
    super(id);
    this.discoverReferencedOutputs({ url: props.review?.url });
  }

  public produceAction(stage: IStage, options: ProduceActionOptions): CodePipelineActionFactoryResult {
    const { approval, settings, review } = this.props;
    stage.addAction(new ManualApprovalAction({
      actionName: options.actionName,
      runOrder: options.runOrder,
      timeout: Duration.millis(approval.timeoutMs),
      additionalInformation: [asked(approval), ...(review ? [`changes: ${review.url}`] : [])].join('; '),
      externalEntityLink: settings.link ?? review?.url,
      notificationTopic: settings.topic,
    }));
    return { runOrdersConsumed: 1 };
  }
}

function asked({ group, quorum, excludeAuthor }: Approval): string {
  const author = excludeAuthor ? ' who is not the author of the change' : '';
  return `for a member of ${group}${author}${quorum > 1 ? `; ${quorum} different people have to answer` : ''}`;
}
