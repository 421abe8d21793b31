import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** A pipeline in the same account and Region, by its name: whoever has it need not wait for the pipeline to be made. */
export function pipelineArn(scope: Construct, pipelineName: string): string {
  return Stack.of(scope).formatArn({ service: 'codepipeline', resource: pipelineName });
}

/** A stage, as permissions name it. */
export function stageArn(scope: Construct, { pipelineName, stage }: { readonly pipelineName: string; readonly stage: string }): string {
  return `${pipelineArn(scope, pipelineName)}/${stage}`;
}
