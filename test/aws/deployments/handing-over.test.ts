import { readdirSync } from 'fs';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { CfnCompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib/core';
import { aws, Duration, Environment, Gate, Plan, ReleasePipeline, Severity, Signal, Tier, TrafficShift } from 'spillway';
import { errorRatio, Fixture, prod, tooling, verified, watched, workloads } from '../fixture';

test('a complete pipeline is synthesized', () => {
  expect(new Fixture({ waves: { prod: watched } }).deployAll().failure).toBe('');
});

test('fails when an environment has no stage', () => {
  expect(new Fixture({ waves: { beta: {} } }).failure).toMatch(/SP4001 Shop\/beta: environment has no stage/);
});

test('fails when a stage is handed over for an environment that no wave releases', () => {
  const fixture = new Fixture({ waves: { beta: {} } }).deployAll();
  fixture.release.deploy(prod, new Stage(fixture.app, 'Other', { env: workloads }));
  expect(fixture.failure).toMatch(/SP4002 Other: .*got "prod", allowed is one of beta/);
});

test('fails without writing a template, although the CDK would write those of the stages before it looks at the app', () => {
  const fixture = new Fixture({ waves: { beta: {}, prod: watched } });
  fixture.release.deploy(fixture.environments[0], fixture.functionStage(fixture.environments[0], workloads));
  expect(fixture.failure).toMatch(/SP4001 Shop\/prod/);
  expect(readdirSync(fixture.app.outdir, { recursive: true }).filter((file) => String(file).endsWith('.json'))).toEqual([]);
});

test('fails when an environment has two stages', () => {
  const fixture = new Fixture({ waves: { beta: {} } }).deployAll();
  fixture.release.deploy(fixture.environments[0], new Stage(fixture.app, 'Again', { env: workloads }));
  expect(fixture.failure).toMatch(/SP4003 Again: .*got "beta and Again"/);
});

test('fails when a stage has another one in it, whose stacks nothing would deploy', () => {
  const fixture = new Fixture({ waves: { prod: watched } });
  const [environment] = fixture.environments;
  const stage = new Stage(fixture.app, 'Prod', { env: workloads });
  new Stack(stage, 'Network');
  const cell = new Stage(stage, 'Cell');
  fixture.workload(new Stack(cell, 'Api'), environment);
  new Stage(cell, 'Inner');
  fixture.release.deploy(environment, stage);
  expect(fixture.failure.match(/SP4\d{3} .*/g)).toEqual([
    'SP4016 Prod/Cell: stage has another stage in it: got "Prod/Cell in Prod", allowed is stacks of Prod itself; hand it over as an environment of its own, or put its stacks into Prod',
    'SP4016 Prod/Cell/Inner: stage has another stage in it: got "Prod/Cell/Inner in Prod", allowed is stacks of Prod itself; hand it over as an environment of its own, or put its stacks into Prod',
  ]);
});

test.each([[{}], [{ account: '222222222222' }], [{ region: 'eu-central-1' }]])('fails when a stage says only %j of where it goes', (env) => {
  const fixture = new Fixture({ waves: { beta: {} } });
  fixture.release.deploy(fixture.environments[0], new Stage(fixture.app, 'Beta', { env }));
  expect(fixture.failure).toMatch(/SP4004 Beta: /);
});

test.each([['cn-north-1', 'aws-cn'], ['us-gov-west-1', 'aws-us-gov']])('fails when a stage goes to %s, where the pipeline has no roles', (region, partition) => {
  const fixture = new Fixture({ waves: { prod: watched } }).deployAll(() => ({ ...workloads, region }));
  expect(fixture.failure.match(/SP4\d{3} .*/g)).toEqual([expect.stringMatching(`^SP4019 prod: .*got "${region} of ${partition}", allowed is a Region of aws, as eu-central-1 is; `)]);
});

test('a Region that nobody knows yet is let be', () => {
  expect(new Fixture({ waves: { prod: watched } }).deployAll(() => ({ ...workloads, region: 'eu-moon-1' })).failure).toBe('');
});

test.each([
  ['a bake', watched, 'shop-prod'],
  ['a verification without a bake', verified, 'shop-prod'],
  ['a quiet gate', { gates: [Gate.quiet(errorRatio)] }, 'shop-prod-quiet'],
])('fails when nothing raises the alarm of %s', (_, wave, alarmName) => {
  const fixture = new Fixture({ waves: { prod: wave } });
  const stage = new Stage(fixture.app, 'Prod', { env: workloads });
  new Stack(stage, 'Api');
  fixture.release.deploy(fixture.environments[0], stage);
  expect(fixture.failure).toMatch(new RegExp(`SP4005 Prod: .*allowed is a CloudWatch alarm named ${alarmName} in this stage`));
});

test('an alarm of the right name that somebody raises by hand is as good', () => {
  const fixture = new Fixture({ waves: { prod: watched } });
  const stage = new Stage(fixture.app, 'Prod', { env: workloads });
  new CfnCompositeAlarm(new Stack(stage, 'Containers'), 'Alarm', { alarmName: 'shop-prod', alarmRule: 'ALARM("cpu")' });
  fixture.release.deploy(fixture.environments[0], stage);
  expect(fixture.failure).toBe('');
});

test('fails when the stack of the pipeline does not say where it goes, and renders nothing', () => {
  const app = new App();
  const pipeline = new ReleasePipeline(app, 'Shop', { service: 'shop' });
  pipeline.addWave('beta', { environments: [prod] });
  const stack = new Stack(app, 'Pipeline');
  const release = new aws.CodePipelineRelease(stack, 'Release', {
    pipeline, source: aws.Source.connection({ connectionArn: 'arn', repository: 'shop/api', branch: 'main' }), synth: { commands: ['true'] },
  });
  release.deploy(prod, new Stage(app, 'Prod', { env: workloads }));
  expect(() => app.synth()).toThrow(/SP4006 Pipeline: /);
});

test('fails when the pipeline stands in a nested stack, which it could not find to update itself', () => {
  const app = new App();
  const pipeline = new ReleasePipeline(app, 'Shop', { service: 'shop' });
  pipeline.addWave('beta', { environments: [prod] });
  const release = new aws.CodePipelineRelease(new NestedStack(new Stack(app, 'Pipeline', { env: tooling }), 'Nested'), 'Release', {
    pipeline, source: aws.Source.connection({ connectionArn: 'arn:aws:codeconnections:::c', repository: 'shop/api', branch: 'main' }), synth: { commands: ['true'] },
  });
  const stage = new Stage(app, 'Prod', { env: workloads });
  new Stack(stage, 'Api');
  release.deploy(prod, stage);
  expect(() => app.synth()).toThrow(/SP4017 Pipeline\/Nested: .*got "a stack nested in Pipeline", allowed is a stack of its own; /);
});

test('fails when a permission names a group that approves nothing', () => {
  const fixture = new Fixture({ waves: { beta: {} } }).deployAll();
  fixture.release.grantApproval('leeds', { grantPrincipal: undefined! });
  expect(fixture.failure).toMatch(/SP4007 .*got "leeds"/);
});

test('fails when a wave has more stacks than a stage has room for', () => {
  const fixture = new Fixture({ waves: { beta: {} } });
  const stage = new Stage(fixture.app, 'Beta', { env: workloads });
  for (let i = 0; i <= 50; i++) new Stack(stage, `Stack${i}`);
  fixture.release.deploy(fixture.environments[0], stage);
  expect(fixture.failure).toMatch(/SP4102 Shop\/beta: .*got "51 stacks and 0 verifications"/);
});

test('fails with everything that is wrong at the same time, and renders nothing', () => {
  const steps = TrafficShift.steps({ percent: 5, hold: Duration.minutes(10) }, { percent: 50, hold: Duration.minutes(10) });
  const fixture = new Fixture({
    waves: {
      beta: { trafficShift: steps, bakeTime: Duration.minutes(5) },
      prod: { gates: [Gate.approval({ group: 'leads', timeout: Duration.minutes(1) })] },
    },
  }).deployAll();
  const { failure } = fixture;
  for (const code of ['SP3101', 'SP4105', 'SP4103']) expect(failure).toContain(code);
  expect(fixture.release.node.findAll()).toHaveLength(1);
});

test('a signal of the plan that is custom needs a metric', () => {
  const custom = Signal.custom({ name: 'queue-age', metric: 'age', atMost: 60 });
  const fixture = new Fixture({ waves: { prod: { gates: [Gate.quiet(custom)] } } }).deployAll();
  expect(fixture.failure).toMatch(/SP4206 .*allowed is a metric for queue-age/);
});

test('a warning is shown in the way of the CDK, and does not keep anything from being synthesized', () => {
  const app = new App();
  const stack = new Stack(app, 'Pipeline', { env: workloads });
  const pipeline = new ReleasePipeline(stack, 'Shop', { service: 'shop' });
  // all traffic of production at once is worth a warning
  const environment = new Environment('prod', { tier: Tier.PRODUCTION });
  pipeline.addWave('prod', { environments: [environment], ...watched });
  const warnings = Plan.of(pipeline).problems.filter(({ severity }) => severity === Severity.WARNING);
  expect(warnings).not.toEqual([]);
  const release = new aws.CodePipelineRelease(stack, 'Release', {
    pipeline, source: aws.Source.connection({ connectionArn: 'arn:aws:codeconnections:::c', repository: 'shop/api', branch: 'main' }), synth: { commands: ['true'] },
  });
  const stage = new Stage(app, 'Prod', { env: workloads });
  new CfnCompositeAlarm(new Stack(stage, 'Api'), 'Alarm', { alarmName: 'shop-prod', alarmRule: 'ALARM("errors")' });
  release.deploy(environment, stage);
  for (const { code } of warnings) Annotations.fromStack(stack).hasWarning('/Pipeline/Shop', Match.stringLikeRegexp(code));
});

test('fails when one service has two releases in one account and Region', () => {
  const fixture = new Fixture({ waves: { beta: {} } }).deployAll();
  const release = (id: string, service: string) => {
    const pipeline = new ReleasePipeline(fixture.app, id, { service });
    const environment = new Environment(`${id}-lab`, { tier: Tier.TEST });
    pipeline.addWave('lab', { environments: [environment] });
    const source = aws.Source.connection({ connectionArn: 'arn:aws:codeconnections:eu-central-1:111111111111:connection/1', repository: 'shop/api', branch: 'main' });
    new aws.CodePipelineRelease(new Stack(fixture.app, `${id}Pipeline`, { env: { account: '111111111111', region: 'eu-central-1' } }), 'Release', {
      pipeline, source, synth: { commands: ['npx cdk synth'] },
    }).deploy(environment, new Stage(fixture.app, `${id}-lab`, { env: workloads }));
  };
  release('jobs', 'jobs');
  expect(fixture.failure).not.toMatch(/SP4014/);
  release('again', 'shop');
  expect(fixture.failure).toMatch(/SP4014 .*service has two releases in one place: got "Pipeline\/Release and againPipeline\/Release"/);
});

describe('a caller without types', () => {
  test.each([
    ['no source', { source: undefined }, /SP4015 Pipeline\/Release\/source: .*got "undefined", allowed is aws\.Source\.connection/],
    ['no synthesis', { synth: undefined }, /SP4015 Pipeline\/Release\/synth: /],
    ['a synthesis without commands', { synth: {} }, /SP4015 Pipeline\/Release\/synth\/commands: /],
    ['a source that is null', { source: null }, /SP4015 Pipeline\/Release\/source: /],
  ])('fails when there is %s', (_, left, message) => {
    const { failure } = new Fixture({ waves: { beta: {} }, candidate: () => left as object }).deployAll();
    expect(failure).toMatch(message);
    expect(failure.match(/SP\d{4}/g)).toEqual(['SP4015']);
  });

  test('fails when there is neither, and is told both at once', () => {
    const { failure } = new Fixture({ waves: { beta: {} }, candidate: () => ({ source: undefined, synth: undefined }) as object }).deployAll();
    expect(failure.match(/SP4015 \S+/g)).toEqual(['SP4015 Pipeline/Release/source:', 'SP4015 Pipeline/Release/synth:']);
  });
});
