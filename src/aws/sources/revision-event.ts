import type { IPipeline } from 'aws-cdk-lib/aws-codepipeline';
import type { EventPattern } from 'aws-cdk-lib/aws-events';
import { EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { CodePipeline } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';

export interface RevisionEventProps {
  readonly pipeline: IPipeline;
  readonly eventPattern: EventPattern;
  /** The source action that gets the revision. */
  readonly actionName: string;
  /** @see https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_SourceRevisionOverride.html */
  readonly revisionType: 'S3_OBJECT_VERSION_ID' | 'IMAGE_DIGEST';
  /** Where the event has it. */
  readonly revisionPath: string;
}

/** Starts the pipeline with the revision the event is about: the newest one may be another by the time a source is read. */
export function revisionEvent(scope: Construct, id: string, props: RevisionEventProps): void {
  const { actionName, revisionType } = props;
  const input = RuleTargetInput.fromObject({ sourceRevisions: [{ actionName, revisionType, revisionValue: EventField.fromPath(props.revisionPath) }] });
  const target = new CodePipeline(props.pipeline);
  new Rule(scope, id, {
    eventPattern: props.eventPattern,
    targets: [{ bind: (rule, targetId) => ({ ...target.bind(rule, targetId), input }) }],
  });
}
