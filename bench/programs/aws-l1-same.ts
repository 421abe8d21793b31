/** The same release by hand, with what undoes it and what it leaves behind: `aws-l1-same ENVIRONMENTS STACKS WAVE`. */
import { Stack } from 'aws-cdk-lib/core';
import { deployedOf, writePipeline } from './aws-pipeline-l1';
import { CAREFUL, writeRelease } from './aws-release-l1';
import { appIn, chunks, factsOf, stageOf, TOOLS } from './aws-shape';
import { newDirectory, mark, numbers, report } from './harness';

const [count, stacks, size] = numbers;
mark('start');
const outdir = newDirectory(`aws-l1-same-${count}-${stacks}-${size}`);
const app = appIn(outdir);
const environments = Array.from({ length: count }, (_, index) => deployedOf(stageOf(app, index + 1, stacks)));
const stack = new Stack(app, 'Pipeline', { env: TOOLS });
writePipeline(stack, chunks(environments, size).map((wave) => wave.flat()), CAREFUL);
writeRelease(stack, chunks(environments.map((_, index) => `env${index + 1}`), size));
mark('construct');
app.synth();
mark('synth');
report(() => factsOf(outdir));
