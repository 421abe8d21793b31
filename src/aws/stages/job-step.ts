import { LinuxBuildImage } from 'aws-cdk-lib/aws-codebuild';
import { Duration } from 'aws-cdk-lib/core';
import type { IFileSetProducer } from 'aws-cdk-lib/pipelines';
import { CodeBuildStep } from 'aws-cdk-lib/pipelines';
import type { JobSpec } from '../../model/spec';

/** A job in CodeBuild, with the sources at hand. */
export function jobStep(job: JobSpec, input: IFileSetProducer): CodeBuildStep {
  return new CodeBuildStep(job.name, {
    input,
    commands: job.commands,
    timeout: Duration.millis(job.timeoutMs),
    ...(job.image ? { buildEnvironment: { buildImage: LinuxBuildImage.fromDockerRegistry(job.image) } } : {}),
  });
}
