import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { StageProps } from 'aws-cdk-lib/core';
import { App, Stack, Stage } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Environment, ReleasePipeline } from 'spillway';
import { aws } from 'spillway';
import { beta, oneBox, ordersPipeline, prodEu, prodUs } from './pipeline';

/** Orders as a function, in one environment. */
class Orders extends Stage {
  constructor(scope: Construct, pipeline: ReleasePipeline, environment: Environment, props: StageProps) {
    super(scope, environment.environmentName, props);
    const stack = new Stack(this, 'Orders');
    const handler = new Function(stack, 'Handler', {
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: Code.fromInline('exports.handler = async () => ({ statusCode: 200, body: "[]" });'),
    });
    new aws.LambdaWorkload(stack, 'Workload', { pipeline, environment, handler });
  }
}

/** The pipeline as CodePipeline, with the accounts and Regions of the environments. */
export function ordersOnAws(outdir?: string): App {
  const app = new App({ outdir });
  const pipeline = ordersPipeline(app);
  const release = new aws.CodePipelineRelease(new Stack(app, 'OrdersPipeline', { env: { account: '111111111111', region: 'eu-central-1' } }), 'Release', {
    pipeline,
    source: aws.Source.connection({
      connectionArn: 'arn:aws:codeconnections:eu-central-1:111111111111:connection/4f0bd4a5-1c1b-4f6e-9d0e-2f1c3b7a8d90',
      repository: 'shop/orders',
      branch: 'main',
    }),
    synth: { commands: ['npm ci', 'npx cdk synth'] },
  });
  const deploy = (environment: Environment, account: string, region: string) =>
    release.deploy(environment, new Orders(app, pipeline, environment, { env: { account, region } }));
  deploy(beta, '222222222222', 'eu-central-1');
  deploy(oneBox, '333333333333', 'eu-central-1');
  deploy(prodEu, '333333333333', 'eu-central-1');
  deploy(prodUs, '333333333333', 'us-east-1');
  return app;
}
