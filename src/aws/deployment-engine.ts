import { ExecutionMode, PipelineType } from 'aws-cdk-lib/aws-codepipeline';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IFileSetProducer } from 'aws-cdk-lib/pipelines';
import { CodePipeline } from 'aws-cdk-lib/pipelines';
import type { Construct } from 'constructs';
import { ConditionedPipeline } from './conditioned-pipeline';
import { RETRY } from './conditions';
import { pipelineName } from './names';
import { releaseType } from './release-type';

/** A pipeline of CodePipeline, without stages. */
export function conditionedPipeline(scope: Construct, service: string, supersede: boolean): ConditionedPipeline {
  const codePipeline = new ConditionedPipeline(scope, 'Pipeline', {
    pipelineName: pipelineName(service),
    pipelineType: PipelineType.V2,
    // PARALLEL has no rollback
    executionMode: supersede ? ExecutionMode.SUPERSEDED : ExecutionMode.QUEUED,
    crossAccountKeys: true,
    enableKeyRotation: true,
    restartExecutionOnUpdate: true,
    usePipelineRoleForActions: true,
    variables: [releaseType()],
  });
  // publishing the same asset once more changes nothing
  codePipeline.condition('Assets', RETRY);
  return codePipeline;
}

/** CDK Pipelines, on a pipeline of ours: self-mutation, assets and deployments into other accounts are its own. */
export function deploymentEngine(scope: Construct, codePipeline: ConditionedPipeline, synth: IFileSetProducer): CodePipeline {
  return new CodePipeline(scope, 'Stages', {
    codePipeline,
    synth,
    // a change of the pipeline's structure takes away every target of a rollback, so a new asset must not be one
    publishAssetsInParallel: false,
    // a stage with change sets cannot be run again: they are gone
    useChangeSets: false,
    usePipelineRoleForActions: true,
    codeBuildDefaults: {
      logging: { cloudWatch: { logGroup: new LogGroup(scope, 'Logs', { retention: RetentionDays.ONE_YEAR }) } },
    },
  });
}
