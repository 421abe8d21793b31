import { ExecutionMode, PipelineType } from 'aws-cdk-lib/aws-codepipeline';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Stack } from 'aws-cdk-lib/core';
import type { IFileSetProducer } from 'aws-cdk-lib/pipelines';
import { CodePipeline } from 'aws-cdk-lib/pipelines';
import type { Construct } from 'constructs';
import { firstExecution } from '../links/first-execution';
import { ConditionedPipeline } from './conditioned-pipeline';
import { RETRY } from './conditions';
import { releaseType } from './release-type';

export interface ConditionedPipelineProps {
  readonly pipelineName: string;
  readonly supersede: boolean;
  /** Whether it is started by the one before it, with what that one has built. */
  readonly isLater: boolean;
}

/** A pipeline of CodePipeline, without stages. */
export function conditionedPipeline(scope: Construct, { pipelineName, supersede, isLater }: ConditionedPipelineProps): ConditionedPipeline {
  const codePipeline = new ConditionedPipeline(scope, 'Pipeline', {
    pipelineName,
    pipelineType: PipelineType.V2,
    // PARALLEL has no rollback
    executionMode: supersede ? ExecutionMode.SUPERSEDED : ExecutionMode.QUEUED,
    crossAccountKeys: true,
    enableKeyRotation: true,
    // a later one has nothing to begin with unless it is told
    restartExecutionOnUpdate: !isLater,
    usePipelineRoleForActions: true,
    ...isLater ? { role: laterRole(scope, pipelineName) } : {},
    variables: [releaseType(), ...isLater ? [firstExecution()] : []],
  });
  // publishing the same asset once more changes nothing
  codePipeline.condition('Assets', RETRY);
  return codePipeline;
}

/** The CDK calls a role that other Regions have to know after its stack, and what a nested stack is called it cannot know. */
function laterRole(scope: Construct, pipelineName: string): Role {
  return new Role(scope, 'PipelineRole', {
    roleName: `${pipelineName}-${Stack.of(scope).region}`, assumedBy: new ServicePrincipal('codepipeline.amazonaws.com'),
  });
}

export interface DeploymentEngineProps {
  readonly codePipeline: ConditionedPipeline;
  /** What makes the cloud assembly, or takes it up. */
  readonly synth: IFileSetProducer;
  /** Whether it updates itself; the first of several pipelines updates them all. */
  readonly selfMutation: boolean;
}

/** CDK Pipelines, on a pipeline of ours: self-mutation, assets and deployments into other accounts are its own. */
export function deploymentEngine(scope: Construct, { codePipeline, synth, selfMutation }: DeploymentEngineProps): CodePipeline {
  return new CodePipeline(scope, 'Stages', {
    codePipeline,
    synth,
    selfMutation,
    // a change of the pipeline's structure takes away every target of a rollback, so a new asset must not be one, but for the first file and the first image
    publishAssetsInParallel: false,
    // a stage with change sets cannot be run again: they are gone
    useChangeSets: false,
    usePipelineRoleForActions: true,
    codeBuildDefaults: {
      logging: { cloudWatch: { logGroup: new LogGroup(scope, 'Logs', { retention: RetentionDays.ONE_YEAR }) } },
    },
  });
}
