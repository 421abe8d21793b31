import type { IStage } from 'aws-cdk-lib/aws-codepipeline';
import { S3SourceAction, S3Trigger } from 'aws-cdk-lib/aws-codepipeline-actions';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { CodePipelineActionFactoryResult, ICodePipelineActionFactory, ProduceActionOptions } from 'aws-cdk-lib/pipelines';
import { FileSet, Step } from 'aws-cdk-lib/pipelines';
import { CANDIDATE_ACTION, SOURCE_NAMESPACE } from '../names';
import type { AddSource } from '../sources/source-step';

/** There is no such object: a pipeline that CodePipeline starts by itself, when it has made it, ends at its source. */
const NOTHING = 'nothing-was-handed-over.zip';

export interface HandedOverStepProps {
  /** Where the pipeline before has put the candidate. */
  readonly bucket: IBucket;
  readonly addSource: AddSource;
}

/**
 * What a later pipeline begins with: the cloud assembly that the first one has built, as it was built, and the sources of the same
 * revision, by which a candidate is known and which jobs run in.
 */
export class HandedOverStep extends Step implements ICodePipelineActionFactory {
  public override readonly isSource = true;
  public readonly sources: FileSet;
  private readonly cloudAssembly: FileSet;

  constructor(id: string, private readonly props: HandedOverStepProps) {
    super(id);
    // the artifact of the source is called the same in all pipelines
    this.sources = new FileSet('Source', this);
    this.cloudAssembly = new FileSet('Candidate', this);
    this.configurePrimaryOutput(this.cloudAssembly);
  }

  public produceAction(stage: IStage, options: ProduceActionOptions): CodePipelineActionFactoryResult {
    const { bucket, addSource } = this.props;
    addSource(stage, options.artifacts.toCodePipeline(this.sources), { ...options, variablesNamespace: SOURCE_NAMESPACE, starts: false });
    const candidate = new S3SourceAction({
      actionName: CANDIDATE_ACTION,
      runOrder: options.runOrder,
      output: options.artifacts.toCodePipeline(this.cloudAssembly),
      bucket,
      bucketKey: NOTHING,
      trigger: S3Trigger.NONE,
    });
    stage.addAction({
      actionProperties: candidate.actionProperties,
      bind: (scope, of, bound) => {
        // which object it is, is said at the start
        bucket.grantRead(bound.role);
        const { configuration, ...config } = candidate.bind(scope, of, bound);
        return { ...config, configuration: { ...configuration, AllowOverrideForS3ObjectKey: 'true' } };
      },
      onStateChange: (name, target, rule) => candidate.onStateChange(name, target, rule),
    });
    return { runOrdersConsumed: 1 };
  }
}
