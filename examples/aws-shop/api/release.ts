import { Role } from 'aws-cdk-lib/aws-iam';
import type { App } from 'aws-cdk-lib/core';
import { Stack } from 'aws-cdk-lib/core';
import { aws } from 'spillway';
import { connectionArn, places, tooling } from '../environments';
import { shopPipeline } from './pipeline';
import { ApiStage } from './stage';

/** The pipeline of the API as a stack, and a stage for each of its environments. */
export function releaseApi(app: App): void {
  const pipeline = shopPipeline(app);
  const stack = new Stack(app, 'ShopPipeline', { env: tooling });
  const release = new aws.CodePipelineRelease(stack, 'Release', {
    pipeline,
    source: aws.Source.connection({ connectionArn, repository: 'shop/shop', branch: 'main' }),
    synth: { commands: ['npm ci', 'npm test', 'npx cdk synth'] },
  });

  release.grantApproval('release-managers', Role.fromRoleName(stack, 'ReleaseManagers', 'release-managers'));
  release.grantOverride(Role.fromRoleName(stack, 'OnCall', 'shop-on-call'));

  for (const environment of pipeline.waves.flatMap(({ environments }) => environments)) {
    release.deploy(environment, new ApiStage(app, environment.environmentName, { env: places.get(environment), pipeline, environment }));
  }
}
