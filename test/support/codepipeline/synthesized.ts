import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App, Stack } from 'aws-cdk-lib/core';
import type { Template } from './template';

/** What synthesis has written: the pipeline's template and those it deploys, each by its path in the cloud assembly. */
export interface Synthesized {
  readonly pipeline: Template;
  readonly deployed: (path: string) => Template;
}

/** Reads the files of the assembly, as CodePipeline's actions do; no construct is asked. */
export function synthesized(app: App, pipelineStack: Stack): Synthesized {
  const assembly = app.synth();
  const read = (path: string): Template => JSON.parse(readFileSync(join(assembly.directory, path), 'utf8')) as Template;
  return { pipeline: read(pipelineStack.templateFile), deployed: read };
}
