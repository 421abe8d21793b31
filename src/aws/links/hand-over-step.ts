import type { IStage } from 'aws-cdk-lib/aws-codepipeline';
import { GlobalVariables, Pipeline } from 'aws-cdk-lib/aws-codepipeline';
import { PipelineInvokeAction, RevisionType, S3DeployAction } from 'aws-cdk-lib/aws-codepipeline-actions';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { CodePipelineActionFactoryResult, FileSet, ICodePipelineActionFactory, ProduceActionOptions } from 'aws-cdk-lib/pipelines';
import { Step } from 'aws-cdk-lib/pipelines';
import { CANDIDATE_ACTION, SOURCE_ACTION, SOURCE_NAMESPACE } from '../names';
import type { SourceRevision } from '../sources/source-step';
import { RELEASE_TYPE } from '../stages/release-type';
import { FIRST_EXECUTION } from './first-execution';
import { pipelineArn } from './pipeline-arn';
import { HAND_OVER } from './pipeline-parts';

export interface HandOverStepProps {
  readonly bucket: IBucket;
  /** What the first pipeline puts there; the others have it from there. */
  readonly cloudAssembly: FileSet | undefined;
  readonly revision: SourceRevision;
  /** Name of the pipeline that goes on. */
  readonly next: string;
}

/**
 * The end of a pipeline that is not the last one: the next one is started with the very candidate that came through this one, the
 * revision it was built from, and the type of the release.
 */
export class HandOverStep extends Step implements ICodePipelineActionFactory {
  constructor(private readonly props: HandOverStepProps) {
    super(HAND_OVER);
    if (props.cloudAssembly) this.addDependencyFileSet(props.cloudAssembly);
  }

  public produceAction(stage: IStage, { runOrder, artifacts, scope }: ProduceActionOptions): CodePipelineActionFactoryResult {
    const { bucket, cloudAssembly, revision, next } = this.props;
    const execution = cloudAssembly ? GlobalVariables.executionId : `#{variables.${FIRST_EXECUTION}}`;
    const objectKey = `${execution}.zip`;
    if (cloudAssembly) {
      stage.addAction(new S3DeployAction({ actionName: 'Keep', runOrder, input: artifacts.toCodePipeline(cloudAssembly), bucket, objectKey, extract: false }));
    }
    // by name: this pipeline may be made before the next one
    const arn = pipelineArn(scope, next);
    stage.addAction(new PipelineInvokeAction({
      actionName: 'Start',
      runOrder: runOrder + 1,
      targetPipeline: Pipeline.fromPipelineArn(scope, 'Next', arn),
      sourceRevisions: [
        { actionName: SOURCE_ACTION, revisionType: revision.type, revisionValue: `#{${SOURCE_NAMESPACE}.${revision.variable}}` },
        { actionName: CANDIDATE_ACTION, revisionType: RevisionType.S3_OBJECT_KEY, revisionValue: objectKey },
      ],
      variables: [{ name: RELEASE_TYPE, value: `#{variables.${RELEASE_TYPE}}` }, { name: FIRST_EXECUTION, value: execution }],
    }));
    return { runOrdersConsumed: 2 };
  }
}
