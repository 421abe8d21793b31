import { Role } from 'aws-cdk-lib/aws-iam';
import type { AppProps, Environment as Place } from 'aws-cdk-lib/core';
import { App, Stack } from 'aws-cdk-lib/core';
import type { Environment } from 'spillway';
import { aws } from 'spillway';
import { beta, gamma, oneBox, prodEu, prodUs, shopPipeline } from './pipeline';
import { ShopStage } from './shop-stage';

const tooling = '111111111111';
const testing = '222222222222';
const production = '333333333333';

/** The whole application: the pipeline's stack, and a stage for each environment. */
export function shopApp(props?: AppProps): App {
  const app = new App(props);
  const pipeline = shopPipeline(app);

  const stack = new Stack(app, 'ShopPipeline', { env: { account: tooling, region: 'eu-central-1' } });
  const release = new aws.CodePipelineRelease(stack, 'Release', {
    pipeline,
    source: aws.Source.connection({
      connectionArn: `arn:aws:codeconnections:eu-central-1:${tooling}:connection/4f0bd4a5-1c1b-4f6e-9d0e-2f1c3b7a8d90`,
      repository: 'shop/shop',
      branch: 'main',
    }),
    synth: { commands: ['npm ci', 'npm test', 'npx cdk synth'] },
  });

  release.grantApproval('release-managers', Role.fromRoleName(stack, 'ReleaseManagers', 'release-managers'));
  release.grantOverride(Role.fromRoleName(stack, 'OnCall', 'shop-on-call'));

  const deploy = (environment: Environment, env: Place) =>
    release.deploy(environment, new ShopStage(app, environment.environmentName, { env, pipeline, environment }));
  deploy(beta, { account: testing, region: 'eu-central-1' });
  deploy(gamma, { account: testing, region: 'eu-west-1' });
  deploy(oneBox, { account: production, region: 'eu-west-1' });
  deploy(prodEu, { account: production, region: 'eu-central-1' });
  deploy(prodUs, { account: production, region: 'us-east-1' });
  return app;
}
