/** The same pipeline by hand: `aws-l1 ENVIRONMENTS STACKS WAVE`. */
import { Stack } from 'aws-cdk-lib/core';
import { writePipeline } from './aws-pipeline-l1';
import { appIn, chunks, factsOf, stageOf, TOOLS } from './aws-shape';
import { newDirectory, mark, numbers, report } from './harness';

const [count, stacks, size] = numbers;
mark('start');
const outdir = newDirectory(`aws-l1-${count}-${stacks}-${size}`);
const app = appIn(outdir);
const environments = Array.from({ length: count }, (_, index) => {
  const stage = stageOf(app, index + 1, stacks);
  return stage.node.children.filter((child): child is Stack => Stack.isStack(child)).map((stack) => ({
    name: `${stage.stageName}.${stack.node.id}`,
    stackName: stack.stackName,
    account: stack.account,
    templatePath: `assembly-${stage.stageName}/${stack.templateFile}`,
  }));
});
writePipeline(new Stack(app, 'Pipeline', { env: TOOLS }), chunks(environments, size).map((wave) => wave.flat()));
mark('construct');
app.synth();
mark('synth');
report(() => factsOf(outdir));
