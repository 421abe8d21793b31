import { Template } from 'aws-cdk-lib/assertions';
import { App, Stack, Stage } from 'aws-cdk-lib/core';
import { aws, Environment, ReleasePipeline, Tier } from 'spillway';
import { deployedLength } from '../../../src/aws/links/deployed-length';
import { tooling } from '../fixture';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const AT_MOST = { 'AWS::IAM::Policy': 10_240, 'AWS::IAM::ManagedPolicy': 6_144 };

/** As a new project of the CDK has it; without, the bucket of the artifacts takes fewer accounts than the role does. */
const context = { '@aws-cdk/aws-iam:minimizePolicies': true };

interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
}

test('a pipeline that deploys into more accounts than one policy of its role has room for has several, none larger than IAM takes', () => {
  const app = new App({ context });
  const stack = new Stack(app, 'Pipeline', { env: tooling });
  const pipeline = new ReleasePipeline(stack, 'Shop', { service: 'shop' });
  const environments = Array.from({ length: 140 }, (_, i) => new Environment(`env-${i}`, { tier: Tier.TEST }));
  for (let i = 0; i < 7; i++) pipeline.addWave(`wave-${i}`, { environments: environments.slice(i * 20, (i + 1) * 20) });
  const release = new aws.CodePipelineRelease(stack, 'Release', {
    pipeline,
    source: aws.Source.connection({ connectionArn: 'arn:aws:codeconnections:eu-central-1:111111111111:connection/1', repository: 'shop/api', branch: 'main' }),
    synth: { commands: ['npx cdk synth'] },
  });
  environments.forEach((environment, i) => {
    const stage = new Stage(app, environment.environmentName, { env: { account: `${300000000000 + i}`, region: 'eu-central-1' } });
    new Stack(stage, 'Api');
    release.deploy(environment, stage);
  });
  const template = Template.fromStack(stack);

  const policies = Object.entries(AT_MOST).flatMap(([type, atMost]) =>
    Object.values(template.findResources(type)).map(({ Properties }) => ({ document: Properties.PolicyDocument as { Statement: Statement[] }, atMost })));
  expect(policies.filter(({ document, atMost }) => deployedLength(document) > atMost)).toEqual([]);
  const assumed = policies.flatMap(({ document }) => document.Statement).filter(({ Action }) => Action === 'sts:AssumeRole').flatMap(({ Resource }) => Resource);
  expect(new Set(assumed.map((role) => JSON.stringify(role)).filter((role) => /::300000000\d{3}:role\/.*-deploy-role-/.test(role))).size).toBe(140);
});
