import { Application, ConfigurationContent, ConfigurationType, HostedConfiguration } from 'aws-cdk-lib/aws-appconfig';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { App } from 'aws-cdk-lib/core';
import { Stack, Stage } from 'aws-cdk-lib/core';
import { aws, Duration, RollbackTrigger, Signal, TrafficShift } from 'spillway';
import { declare, environment, TOOLING, WORKLOADS } from './common';

const abandoned = Signal.custom({ metric: 'Abandoned', atMost: 0.1 });
const content = { version: '1', flags: { checkout: { name: 'checkout' } }, values: { checkout: { enabled: true } } };

/** Flags, which open in steps. */
export function flags(app: App): void {
  const open = environment('open');
  const pipeline = declare(app, 'flags', { rollbackOn: [RollbackTrigger.signal(abandoned)] });
  pipeline.addWave('open', {
    environments: [open],
    trafficShift: TrafficShift.flag({ flag: 'checkout', steps: [20, 40, 60, 80].map((percent) => ({ percent, hold: Duration.minutes(30) })) }),
    bakeTime: Duration.minutes(30),
  });
  const release = new aws.CodePipelineRelease(new Stack(app, 'FlagsPipeline', { env: TOOLING }), 'Release', {
    pipeline,
    source: aws.Source.connection({
      connectionArn: `arn:aws:codeconnections:eu-central-1:${TOOLING.account}:connection/4f0bd4a5-1c1b-4f6e-9d0e-2f1c3b7a8d90`, repository: 'shop/flags', branch: 'main',
    }),
    synth: { commands: ['npx cdk synth'] },
  });
  const stage = new Stage(app, 'open', { env: WORKLOADS });
  const stack = new Stack(stage, 'Flags');
  const configuration = new HostedConfiguration(stack, 'Configuration', {
    application: new Application(stack, 'Application'), type: ConfigurationType.FEATURE_FLAGS, content: ConfigurationContent.fromInlineJson(JSON.stringify(content)),
  });
  new aws.FlagWorkload(stack, 'Workload', {
    pipeline, environment: open, configuration, metrics: { abandoned: new Metric({ namespace: 'Shop', metricName: 'Abandoned' }) },
  });
  release.deploy(open, stage);
}
