import type { Conditions, FailureConditions, IStage, StageOptions } from 'aws-cdk-lib/aws-codepipeline';
import { Pipeline } from 'aws-cdk-lib/aws-codepipeline';

/** What CodePipeline asks around a stage. */
export interface StageConditions {
  readonly beforeEntry?: Conditions;
  readonly onSuccess?: Conditions;
  readonly onFailure?: FailureConditions;
}

/**
 * A pipeline whose stages get their conditions and their names from us. CDK Pipelines adds stages by names of its own and
 * passes no conditions on, so this is the one place where they can come in through public API; hence a subclass.
 */
export class ConditionedPipeline extends Pipeline {
  private readonly known = new Map<string, StageConditions & { readonly stageName: string }>();

  /**
   * Must be called before the stage is added.
   * @param addedAs what CDK Pipelines calls it
   */
  public condition(stageName: string, conditions: StageConditions, addedAs = stageName): void {
    this.known.set(addedAs, { stageName, ...conditions });
  }

  public get actionCount(): number {
    return this.stages.reduce((sum, { actions }) => sum + actions.length, 0);
  }

  public override addStage(props: StageOptions): IStage {
    return super.addStage({ ...props, ...this.known.get(props.stageName) });
  }
}
