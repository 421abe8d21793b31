/** The AWS back end: `aws-spillway ENVIRONMENTS STACKS WAVE [gates=1]`, WAVE environments at a time. */
import { Stack } from 'aws-cdk-lib/core';
import { Day, DeploymentWindow, Environment, Gate, ReleasePipeline, Tier } from 'spillway';
import { CodePipelineRelease, Source } from 'spillway/aws';
import { appIn, chunks, COMMANDS, CONNECTION, factsOf, stageOf, TOOLS } from './aws-shape';
import { newDirectory, mark, numbers, options, report } from './harness';

const [count, stacks, size] = numbers;
mark('start');
const outdir = newDirectory(`aws-spillway-${process.argv.slice(2).join('-')}`);
const app = appIn(outdir);
const stack = new Stack(app, 'Pipeline', { env: TOOLS });
const pipeline = new ReleasePipeline(stack, 'Shop', { service: 'shop' });
const hours = DeploymentWindow.weekly('office', { days: [Day.MONDAY, Day.TUESDAY, Day.WEDNESDAY], from: '09:00', to: '16:00', timeZone: 'Etc/UTC' });
const environments = Array.from({ length: count }, (_, index) => new Environment(`env${index + 1}`, { tier: Tier.TEST }));
chunks(environments, size).forEach((wave, index) => pipeline.addWave(`wave${index + 1}`, {
  environments: wave,
  gates: options.gates ? [Gate.approval({ group: 'releasers', excludeAuthor: false }), Gate.window(hours)] : [],
}));
const release = new CodePipelineRelease(stack, 'Release', {
  pipeline, source: Source.connection({ repository: 'shop/api', branch: 'main', connectionArn: CONNECTION }), synth: { commands: COMMANDS },
});
environments.forEach((environment, index) => release.deploy(environment, stageOf(app, index + 1, stacks)));
mark('construct');
app.synth();
mark('synth');
report(() => factsOf(outdir));
