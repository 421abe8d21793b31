import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Stack, Stage } from 'aws-cdk-lib/core';
import type { WaveOptions } from 'spillway';
import { aws, Environment, Gate, RollbackTrigger, Signal, Tier, Verification } from 'spillway';
import { errorRatio, Fixture, tooling, watched, workloads } from './fixture';

const places = (...names: string[]) => names.map((name) => new Environment(name, { tier: Tier.TEST }));
const failure = (waves: Record<string, Partial<WaveOptions>>) => new Fixture({ waves }).deployAll().failure;

describe('names in CodePipeline', () => {
  test('fails when a wave is called like the gate of another', () => {
    const gates = [Gate.approval({ group: 'leads' })];
    expect(failure({ 'gate-prod': {}, 'prod': { gates } })).toMatch(/SP4112 Shop: .*got "gate-prod"/);
    expect(failure({ 'gate-beta': {}, 'prod': { gates } })).toBe('');
  });

  test('fails when a wave is called like the cdk.Stage of another that has only one', () => {
    expect(failure({ a: { environments: places('b') }, b: { environments: places('c', 'd') } })).toMatch(/SP4112 Shop: .*got "b"/);
    expect(failure({ a: { environments: places('b', 'c') }, b: { environments: places('d') } })).toBe('');
  });

  test.each(['Source', 'Build', 'UpdatePipeline', 'Assets'])('fails when a stage is called like the one of CDK Pipelines: %s', (id) => {
    const fixture = new Fixture({ waves: { beta: {} } });
    const stage = new Stage(fixture.app, id, { env: workloads });
    new Stack(stage, 'Api');
    fixture.release.deploy(fixture.environments[0], stage);
    expect(fixture.failure).toMatch(new RegExp(`SP4112 Shop: .*got "${id}"`));
  });

  test('fails when a check is called like an approval', () => {
    const gates = [Gate.approval({ group: 'leads' }), Gate.check({ name: 'approve-leads', commands: ['true'] })];
    expect(failure({ prod: { gates } })).toMatch(/SP4112 Shop\/gate-prod: .*got "approve-leads"/);
  });

  test('fails when a verification is called like an environment of its wave', () => {
    const verifications = [Verification.job({ name: 'eu', commands: ['true'] })];
    expect(failure({ prod: { environments: places('eu', 'us'), verifications } })).toMatch(/SP4112 Shop\/prod: .*got "eu"/);
  });
});

describe('names of alarms', () => {
  test.each(['error-ratio-shift', 'error-ratio-primary-shift'])('fails when a signal is called like the alarm that stops the shift of another: %s', (name) => {
    const signals = (other: string) => [errorRatio, Signal.errorRatio({ name: other, atMost: 0.01 })].map((signal) => RollbackTrigger.signal(signal));
    expect(failure({ prod: { ...watched, rollbackOn: signals(name) } })).toMatch(new RegExp(`SP4209 Shop: .*got "shop-prod-${name}"`));
    expect(failure({ prod: { ...watched, rollbackOn: signals(`${name}s`) } })).toBe('');
  });
});

describe('stages and workloads', () => {
  test('fails when one stage is handed over for two environments', () => {
    const fixture = new Fixture({ waves: { prod: { environments: places('eu', 'us'), ...watched } } });
    const [eu, us] = fixture.environments;
    const stage = fixture.functionStage(eu, workloads);
    fixture.release.deploy(eu, stage);
    fixture.release.deploy(us, stage);
    expect(fixture.failure).toMatch(/SP4008 eu: .*got "eu and us"/);
  });

  test('fails when one stage is handed over to two releases', () => {
    const fixture = new Fixture({ waves: { prod: watched } }).deployAll();
    const second = new aws.CodePipelineRelease(new Stack(fixture.app, 'Second', { env: tooling }), 'Release', {
      pipeline: fixture.pipeline, source: aws.Source.connection({ connectionArn: 'arn:aws:codeconnections:::c', repository: 'shop/api', branch: 'main' }), synth: { commands: ['true'] },
    });
    second.deploy(fixture.environments[0], fixture.app.node.findChild('prod') as Stage);
    expect(fixture.failure).toMatch(/SP4008 prod: .*got "two releases"/);
  });

  test('fails when an environment has two workloads, whose alarms would have the same names', () => {
    const fixture = new Fixture({ waves: { prod: watched } }).deployAll();
    fixture.workload(new Stack(fixture.app.node.findChild('prod') as Stage, 'Jobs'), fixture.environments[0]);
    expect(fixture.failure).toMatch(/SP4009 prod\/Jobs\/Workload: .*got "prod\/Api\/Workload and prod\/Jobs\/Workload"/);
  });

  test('fails when the workload in a stage is of another environment', () => {
    const fixture = new Fixture({ waves: { beta: {}, prod: {} } });
    const [beta, production] = fixture.environments;
    fixture.release.deploy(beta, fixture.functionStage(beta, workloads));
    const stage = new Stage(fixture.app, 'prod', { env: workloads });
    fixture.workload(new Stack(stage, 'Api'), beta);
    fixture.release.deploy(production, stage);
    expect(fixture.failure).toMatch(/SP4009 prod\/Api\/Workload: .*got "beta", allowed is prod, whose stage this is/);
  });

  test.each([['us-east-1', workloads.account], [workloads.region, tooling.account]])('fails when the alarm is raised in %s of %s, where nobody asks for it', (region, account) => {
    const fixture = new Fixture({ waves: { prod: watched } });
    const stage = new Stage(fixture.app, 'prod', { env: workloads });
    fixture.workload(new Stack(stage, 'Api', { env: { region, account } }), fixture.environments[0]);
    fixture.release.deploy(fixture.environments[0], stage);
    expect(fixture.failure).toMatch(new RegExp(`SP4005 prod: .*got "one in ${account} and ${region}"`));
  });

  test('fails when a metric is given to a signal that Lambda measures, which would no longer stop a shift', () => {
    const fixture = new Fixture({ waves: { prod: watched } });
    const stage = new Stage(fixture.app, 'prod', { env: workloads });
    fixture.workload(new Stack(stage, 'Api'), fixture.environments[0], { metrics: { 'error-ratio': new Metric({ namespace: 'Shop', metricName: 'Errors' }) } });
    fixture.release.deploy(fixture.environments[0], stage);
    expect(fixture.failure).toMatch(/SP4210 prod\/Api\/Workload: .*got "error-ratio", allowed is no metric/);
  });
});
