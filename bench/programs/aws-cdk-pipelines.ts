/** The same pipeline by CDK Pipelines alone: `aws-cdk-pipelines ENVIRONMENTS STACKS WAVE`. */
import { PipelineType } from 'aws-cdk-lib/aws-codepipeline';
import { Stack } from 'aws-cdk-lib/core';
import { CodePipeline, CodePipelineSource, ShellStep } from 'aws-cdk-lib/pipelines';
import { appIn, chunks, COMMANDS, CONNECTION, factsOf, stageOf, TOOLS } from './aws-shape';
import { newDirectory, mark, numbers, report } from './harness';

const [count, stacks, size] = numbers;
mark('start');
const outdir = newDirectory(`aws-cdk-pipelines-${count}-${stacks}-${size}`);
const app = appIn(outdir);
const stack = new Stack(app, 'Pipeline', { env: TOOLS });
const pipeline = new CodePipeline(stack, 'Pipeline', {
  synth: new ShellStep('Synth', { input: CodePipelineSource.connection('shop/api', 'main', { connectionArn: CONNECTION }), commands: COMMANDS }),
  pipelineType: PipelineType.V2,
  crossAccountKeys: true,
  enableKeyRotation: true,
  useChangeSets: false,
  publishAssetsInParallel: false,
  usePipelineRoleForActions: true,
});
const indices = Array.from({ length: count }, (_, index) => index + 1);
chunks(indices, size).forEach((wave, index) => {
  const added = pipeline.addWave(`wave${index + 1}`);
  for (const one of wave) added.addStage(stageOf(app, one, stacks));
});
mark('construct');
app.synth();
mark('synth');
report(() => factsOf(outdir));
