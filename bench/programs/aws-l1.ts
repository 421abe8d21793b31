/** The same pipeline by hand: `aws-l1 ENVIRONMENTS STACKS WAVE`. */
import { Stack } from 'aws-cdk-lib/core';
import { deployedOf, writePipeline } from './aws-pipeline-l1';
import { appIn, chunks, factsOf, stageOf, TOOLS } from './aws-shape';
import { newDirectory, mark, numbers, report } from './harness';

const [count, stacks, size] = numbers;
mark('start');
const outdir = newDirectory(`aws-l1-${count}-${stacks}-${size}`);
const app = appIn(outdir);
const environments = Array.from({ length: count }, (_, index) => deployedOf(stageOf(app, index + 1, stacks)));
writePipeline(new Stack(app, 'Pipeline', { env: TOOLS }), chunks(environments, size).map((wave) => wave.flat()));
mark('construct');
app.synth();
mark('synth');
report(() => factsOf(outdir));
