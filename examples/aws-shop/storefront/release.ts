import { SlackChannelConfiguration } from 'aws-cdk-lib/aws-chatbot';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription, UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { App } from 'aws-cdk-lib/core';
import { Stack } from 'aws-cdk-lib/core';
import { aws } from 'spillway';
import { connectionArn, places, prodEu, tooling } from '../environments';
import { storefrontPipeline } from './pipeline';
import { StorefrontStage } from './stage';

const { ATTENTION, PAGE } = aws.Urgency;

/** The pipeline of the shop front as a stack, and a stage for each of its environments. */
export function releaseStorefront(app: App): void {
  const pipeline = storefrontPipeline(app);
  const stack = new Stack(app, 'StorefrontPipeline', { env: tooling });
  const requests = new Topic(stack, 'Requests', { enforceSSL: true });
  requests.addSubscription(new EmailSubscription('release-managers@shop.example.com'));

  const release = new aws.CodePipelineRelease(stack, 'Release', {
    pipeline,
    source: aws.Source.connection({
      connectionArn,
      repository: 'shop/shop',
      branch: 'main',
      pushes: [aws.Push.toBranches({ include: ['main'], paths: { include: ['storefront/**'] } })],
    }),
    images: { storefront: { repository: Repository.fromRepositoryName(stack, 'Images', 'storefront'), tag: 'main' } },
    synth: { commands: ['npm ci', 'export RELEASE_VERSION=$(node -p "require(\'./package.json\').version")', 'npx cdk synth'] },
    changeSystems: {
      tickets: aws.ChangeSystem.http({ url: 'https://changes.shop.example.com/tickets', token: Secret.fromSecretNameV2(stack, 'Token', 'changes/token') }),
    },
    waves: { europe: { reviewChanges: true } },
    approvals: { 'release-managers': { topic: requests } },
    dashboard: true,
  });

  const managers = Role.fromRoleName(stack, 'ReleaseManagers', 'release-managers');
  release.grantApproval('release-managers', managers);
  release.grantLift(managers);
  const onCall = Role.fromRoleName(stack, 'OnCall', 'shop-on-call');
  release.grantStart(onCall);
  release.grantRollback(onCall);
  release.grantOverride(onCall);

  const pages = new Topic(stack, 'Pages', { enforceSSL: true });
  pages.addSubscription(new UrlSubscription('https://paging.shop.example.com/storefront'));
  release.notify(aws.Audience.topic(pages, { urgencies: [PAGE] }));
  const room = new Topic(stack, 'Room', { enforceSSL: true });
  new SlackChannelConfiguration(stack, 'Slack', {
    slackChannelConfigurationName: 'storefront-releases', slackWorkspaceId: 'T0123ABCD', slackChannelId: 'C0123ABCD', notificationTopics: [room],
  });
  release.notify(aws.Audience.chat(room, { urgencies: [ATTENTION, PAGE] }));

  for (const environment of pipeline.waves.flatMap(({ environments }) => environments)) {
    release.deploy(environment, new StorefrontStage(app, `storefront-${environment.environmentName}`, {
      env: places.get(environment), pipeline, environment, previewed: environment === prodEu, domain: `${environment.environmentName}.shop.example.com`,
    }));
  }
}
