import { Match, Template } from 'aws-cdk-lib/assertions';
import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib/core';
import { aws, Day, DeploymentWindow, Gate, ReleasePipeline, Verification } from 'spillway';
import { Fixture, prod, tooling, workloads } from './fixture';

test('artifacts are encrypted with a key that changes, and logs end after a year', () => {
  const { template } = new Fixture({ waves: { beta: {} } }).deployAll();
  template.allResourcesProperties('AWS::KMS::Key', { EnableKeyRotation: true });
  template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 365 });
});

test('the action of an entry runs with a role that only the pipeline takes', () => {
  const gates = [Gate.window(DeploymentWindow.weekly('office', { days: [Day.MONDAY], from: '09:00', to: '17:00', timeZone: 'Europe/Zurich' }))];
  const { template } = new Fixture({ waves: { beta: { gates } } }).deployAll();
  const [pipeline] = Object.values(template.findResources('AWS::CodePipeline::Pipeline'));
  template.hasResourceProperties('AWS::IAM::Role', {
    AssumeRolePolicyDocument: { Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { AWS: pipeline.Properties.RoleArn } }] },
  });
});

test('a job has the sources, not what was built of them', () => {
  const fixture = new Fixture({ waves: { beta: { verifications: [Verification.job({ name: 'smoke', commands: ['true'] })] } } }).deployAll();
  const [source] = fixture.stage('Source').Actions as unknown as { OutputArtifacts: { Name: string }[] }[];
  expect(fixture.stage('beta').Actions.find(({ Name }) => Name === 'smoke')).toMatchObject({ InputArtifacts: source.OutputArtifacts });
});

test('the cloud assembly is taken from where the synthesis leaves it', () => {
  const app = new App();
  const pipeline = new ReleasePipeline(app, 'Shop', { service: 'shop' });
  pipeline.addWave('beta', { environments: [prod] });
  const stack = new Stack(app, 'Pipeline', { env: tooling });
  const release = new aws.CodePipelineRelease(stack, 'Release', {
    pipeline,
    source: aws.Source.connection({ connectionArn: 'arn:aws:codeconnections:::c', repository: 'shop/api', branch: 'main' }),
    synth: { commands: ['make'], outputDirectory: 'infra/out' },
  });
  const stage = new Stage(app, 'prod', { env: workloads });
  new Stack(stage, 'Api');
  release.deploy(prod, stage);
  Template.fromStack(stack).hasResourceProperties('AWS::CodeBuild::Project', { Source: { BuildSpec: Match.stringLikeRegexp('"base-directory": "infra/out"') } });
});

/** What synthesis says of a wave with so many stacks, one of which has a nested one, and one verification. */
function crowded(stacks: number): string {
  const fixture = new Fixture({ waves: { beta: { verifications: [Verification.job({ name: 'smoke', commands: ['true'] })] } } });
  const stage = new Stage(fixture.app, 'beta', { env: workloads });
  for (let i = 0; i < stacks; i++) new Stack(stage, `Stack${i}`);
  new NestedStack(stage.node.findChild('Stack0') as Stack, 'Nested');
  fixture.release.deploy(fixture.environments[0], stage);
  return fixture.failure;
}

test('fails when stacks and verifications together are more than a stage has room for; nested stacks take none', () => {
  expect(crowded(49)).not.toContain('SP4102');
  expect(crowded(50)).toMatch(/SP4102 Shop\/beta: .*got "50 stacks and 1 verifications"/);
});
