import type { Artifact, IStage } from 'aws-cdk-lib/aws-codepipeline';
import type { CodePipelineActionFactoryResult, ICodePipelineActionFactory, ProduceActionOptions } from 'aws-cdk-lib/pipelines';
import { FileSet, Step } from 'aws-cdk-lib/pipelines';

/** Adds a source action to the stage of sources. */
export type AddSource = (stage: IStage, output: Artifact, options: ProduceActionOptions) => void;

/** A source of candidates. Those of CDK Pipelines know neither triggers nor which revision an event was about. */
export class SourceStep extends Step implements ICodePipelineActionFactory {
  public override readonly isSource = true;
  public readonly output: FileSet;

  constructor(id: string, private readonly add: AddSource) {
    super(id);
    this.output = new FileSet('Source', this);
    this.configurePrimaryOutput(this.output);
  }

  public produceAction(stage: IStage, options: ProduceActionOptions): CodePipelineActionFactoryResult {
    this.add(stage, options.artifacts.toCodePipeline(this.output), options);
    return { runOrdersConsumed: 1 };
  }
}
