import type { Conditions, FailureConditions, IStage, StageOptions } from 'aws-cdk-lib/aws-codepipeline';
import { Pipeline } from 'aws-cdk-lib/aws-codepipeline';

/** What CodePipeline asks around a stage. */
export interface StageConditions {
  readonly beforeEntry?: Conditions;
  readonly onSuccess?: Conditions;
  readonly onFailure?: FailureConditions;
}

/**
 * A pipeline whose stages get their conditions from us. CDK Pipelines adds stages by name and passes no conditions on, so
 * this is the one place where they can come in through public API; hence a subclass.
 */
export class ConditionedPipeline extends Pipeline {
  private readonly conditions = new Map<string, StageConditions>();

  /** Must be called before the stage is added. */
  public condition(stageName: string, conditions: StageConditions): void {
    this.conditions.set(stageName, conditions);
  }

  public override addStage(props: StageOptions): IStage {
    return super.addStage({ ...props, ...this.conditions.get(props.stageName) });
  }
}
