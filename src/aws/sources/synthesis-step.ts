import { BuildSpec } from 'aws-cdk-lib/aws-codebuild';
import type { IFileSetProducer } from 'aws-cdk-lib/pipelines';
import { CodeBuildStep } from 'aws-cdk-lib/pipelines';
import type { Construct } from 'constructs';
import { VERSION_VARIABLE } from '../gates/recording';
import type { ImageOptions } from '../image';
import { SYNTH_ACTION } from '../names';
import type { SynthOptions } from '../synth-options';
import { vetoCommand, vetoStatement } from '../undo/veto';
import { imageStep, imageVariable } from './image-step';

export interface SynthesisStepProps {
  readonly service: string;
  readonly synth: SynthOptions;
  /** By name. */
  readonly images: Readonly<Record<string, ImageOptions>>;
  readonly input: IFileSetProducer;
}

/** Makes a cloud assembly of a candidate, unless it was rolled back before. Knows the digests of its images. */
export function synthesisStep(scope: Construct, { service, synth, images, input }: SynthesisStepProps): CodeBuildStep {
  const step = new CodeBuildStep(SYNTH_ACTION, {
    input,
    commands: [vetoCommand(service), ...synth.commands],
    rolePolicyStatements: [vetoStatement(scope, service, ['ssm:GetParameter'])],
    primaryOutputDirectory: synth.outputDirectory,
    partialBuildSpec: BuildSpec.fromObject({ env: { 'exported-variables': [VERSION_VARIABLE] } }),
    env: Object.assign({}, ...Object.keys(images).map(imageVariable)) as Record<string, string>,
  });
  for (const [name, image] of Object.entries(images)) step.addStepDependency(imageStep(name, image));
  return step;
}
