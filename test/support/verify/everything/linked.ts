import { CfnParameter } from 'aws-cdk-lib/aws-ssm';
import { App, Stack, Stage } from 'aws-cdk-lib/core';
import { aws, Day, DeploymentWindow, Freeze, Gate, RollbackScope, RollbackTrigger, Tier } from 'spillway';
import { ABROAD, declare, environment, TOOLING, WORKLOADS } from './common';

const hours = { days: [Day.MONDAY, Day.TUESDAY], from: '09:00', to: '16:00', timeZone: 'Europe/Zurich' };

/** A release of more stages than one pipeline takes, with something to ask in each of its pipelines. */
export function linked(outdir?: string): App {
  const app = new App({ outdir });
  const cells = Array.from({ length: 24 }, (_, i) => environment(`cell-${i}`));
  const pipeline = declare(app, 'cells', {
    rollbackOn: [RollbackTrigger.operator({ scope: RollbackScope.PROMOTED })],
    freezes: [Freeze.yearly('holidays', { owner: 'sre', reason: 'nobody is there', tiers: [Tier.TEST], from: '12-20', to: '01-03', timeZone: 'Europe/Zurich' })],
  });
  cells.forEach((cell, i) => pipeline.addWave(`wave-${i}`, {
    environments: [cell],
    gates: [
      Gate.window(DeploymentWindow.weekly('office', hours)),
      ...i % 20 === 1 ? [Gate.approval({ group: 'leads', quorum: 2 }), Gate.dependsOn({ service: 'catalog', environment: 'home', versions: '^2.0.0' })] : [],
    ],
  }));
  const release = new aws.CodePipelineRelease(new Stack(app, 'CellsPipeline', { env: TOOLING }), 'Release', {
    pipeline,
    source: aws.Source.connection({
      connectionArn: `arn:aws:codeconnections:eu-central-1:${TOOLING.account}:connection/4f0bd4a5-1c1b-4f6e-9d0e-2f1c3b7a8d90`, repository: 'shop/cells', branch: 'main',
    }),
    synth: { commands: ['npx cdk synth'] },
  });
  cells.forEach((cell, i) => {
    const stage = new Stage(app, cell.environmentName, { env: [TOOLING, WORKLOADS, ABROAD][i % 3] });
    new CfnParameter(new Stack(stage, 'Cell'), 'Size', { type: 'String', value: 'small' });
    release.deploy(cell, stage);
  });
  return app;
}
