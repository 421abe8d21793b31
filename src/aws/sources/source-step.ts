import type { Artifact, IStage } from 'aws-cdk-lib/aws-codepipeline';
import type { RevisionType } from 'aws-cdk-lib/aws-codepipeline-actions';
import type { CodePipelineActionFactoryResult, ICodePipelineActionFactory, ProduceActionOptions } from 'aws-cdk-lib/pipelines';
import { FileSet, Step } from 'aws-cdk-lib/pipelines';

/** Adds a source action to the stage of sources. */
export type AddSource = (stage: IStage, output: Artifact, options: AddSourceOptions) => void;

export interface AddSourceOptions extends ProduceActionOptions {
  /** Whether what is new in the source starts the pipeline; a later one is started by the one before. */
  readonly starts: boolean;
}

/** The revision of a source as one pipeline tells it to another. */
export interface SourceRevision {
  readonly type: RevisionType;
  /** The output variable of the source action that has it. */
  readonly variable: string;
}

/** A source of candidates. Those of CDK Pipelines know neither triggers nor which revision an event was about. */
export class SourceStep extends Step implements ICodePipelineActionFactory {
  public override readonly isSource = true;
  public readonly output: FileSet;

  /** @param namespace of the action's variables, where a later pipeline is told one of them */
  constructor(id: string, private readonly add: AddSource, private readonly namespace?: string) {
    super(id);
    this.output = new FileSet('Source', this);
    this.configurePrimaryOutput(this.output);
  }

  public produceAction(stage: IStage, options: ProduceActionOptions): CodePipelineActionFactoryResult {
    const output = options.artifacts.toCodePipeline(this.output);
    this.add(stage, output, { ...options, ...this.namespace ? { variablesNamespace: this.namespace } : {}, starts: true });
    return { runOrdersConsumed: 1 };
  }
}
