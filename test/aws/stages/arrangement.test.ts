import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { App, Stack } from 'aws-cdk-lib/core';
import type { aws, WaveOptions } from 'spillway';
import { Day, DeploymentWindow, Duration, Environment, Gate, Plan, ReleasePipeline, Tier, Verification } from 'spillway';
import { layout } from '../../../src/aws/stages/layout';
import { errorRatio, Fixture, verified, watched, workloads } from '../fixture';

const office = DeploymentWindow.weekly('office', { days: [Day.MONDAY], from: '09:00', to: '17:00', timeZone: 'Europe/Zurich' });
const cells = (count: number) => Array.from({ length: count }, (_, i) => new Environment(`cell-${i}`, { tier: Tier.TEST }));
const names = (fixture: Fixture) => fixture.stages.map(({ Name }) => Name).slice(3);
const runOrders = (fixture: Fixture, stage: string) => Object.fromEntries(fixture.stage(stage).Actions.map(({ Name, RunOrder }) => [Name, RunOrder]));

function arranged(wave: Partial<WaveOptions>, settings: aws.WaveSettings): Fixture {
  return new Fixture({ waves: { prod: wave }, candidate: () => ({ waves: { prod: settings } }) }).deployAll();
}

describe('a stage for each environment', () => {
  const wave = {
    ...watched,
    environments: cells(2),
    gates: [Gate.approval({ group: 'leads' }), Gate.window(office), Gate.quiet(errorRatio)],
    verifications: [Verification.job({ name: 'smoke', commands: ['make smoke'] })],
  };

  test('people are asked once for the wave, the window and the alarms by each environment', () => {
    expect(names(arranged(wave, { stagePerEnvironment: true }))).toEqual(['gate-prod', 'enter-cell-0', 'cell-0', 'enter-cell-1', 'cell-1']);
  });

  test('each asks for its own alarms, bakes, verifies and rolls back by itself', () => {
    const fixture = arranged(wave, { stagePerEnvironment: true });
    const alarms = (place = fixture.stage('cell-1').OnSuccess) => place!.Conditions.flatMap(({ Rules }) => Rules.map(({ Configuration }) => Configuration.AlarmName));
    expect(alarms(fixture.stage('enter-cell-1').OnSuccess)).toEqual(['shop-cell-1-quiet']);
    expect(alarms()).toEqual(['shop-cell-1']);
    expect(fixture.stage('cell-1').OnFailure).toEqual({ Result: 'ROLLBACK' });
    expect(fixture.stage('cell-1').Actions.map(({ Name }) => Name)).toEqual(['Api.Deploy', 'smoke']);
  });

  test('without the setting they share one', () => {
    expect(names(arranged(wave, {}))).toEqual(['gate-prod', 'enter-prod', 'prod']);
  });
});

describe('turns within a stage', () => {
  test('an environment waits for the one that is as many places before it as may be deployed together', () => {
    expect(runOrders(arranged({ environments: cells(5) }, { maxConcurrent: 2 }), 'prod')).toEqual({
      'cell-0.Api.Deploy': 1, 'cell-1.Api.Deploy': 1, 'cell-2.Api.Deploy': 2, 'cell-3.Api.Deploy': 2, 'cell-4.Api.Deploy': 3,
    });
  });

  test('it waits for all stacks of the other', () => {
    const fixture = new Fixture({ waves: { prod: { environments: cells(2) } }, candidate: () => ({ waves: { prod: { maxConcurrent: 1 } } }) });
    for (const environment of fixture.environments) {
      const stage = fixture.functionStage(environment, workloads);
      new Stack(stage, 'Web').addStackDependency(stage.node.findChild('Api') as Stack);
      fixture.release.deploy(environment, stage);
    }
    expect(runOrders(fixture, 'prod')).toEqual({ 'cell-0.Api.Deploy': 1, 'cell-0.Web.Deploy': 2, 'cell-1.Api.Deploy': 3, 'cell-1.Web.Deploy': 4 });
  });

  test('a verification comes after all of them, and there is no action that does nothing', () => {
    const fixture = arranged({ environments: cells(3), verifications: [Verification.job({ name: 'smoke', commands: ['true'] })] }, { maxConcurrent: 1 });
    expect(runOrders(fixture, 'prod')).toEqual({ 'cell-0.Api.Deploy': 1, 'cell-1.Api.Deploy': 2, 'cell-2.Api.Deploy': 3, 'smoke': 4 });
  });

  test('as many as there are is all at the same time', () => {
    expect(new Set(Object.values(runOrders(arranged({ environments: cells(3) }, { maxConcurrent: 3 }), 'prod')))).toEqual(new Set([1]));
  });
});

test('a stage is called like its wave, whatever the cdk.Stage is called', () => {
  const fixture = new Fixture({ waves: { prod: { ...watched, environments: [new Environment('eu', { tier: Tier.TEST })] } } }).deployAll();
  expect(names(fixture)).toEqual(['prod']);
  expect(fixture.stage('prod').OnFailure).toEqual({ Result: 'ROLLBACK' });
});

test('waves that form a graph run in a row that respects it', () => {
  const pipeline = new ReleasePipeline(new App(), 'Shop', { service: 'shop' });
  const environments = (name: string) => [new Environment(name, { tier: Tier.TEST })];
  const first = pipeline.addWave('first', { environments: environments('first') });
  const eu = pipeline.addWave('eu', { environments: environments('eu'), after: [first] });
  const us = pipeline.addWave('us', { environments: environments('us'), after: [first] });
  pipeline.addWave('rest', { environments: environments('rest'), after: [us, eu] });
  const [row, reversed] = [Plan.of(pipeline)._document].flatMap((plan) => [plan, { ...plan, waves: [...plan.waves].reverse() }])
    .map((plan) => layout(plan).map(({ name }) => name));
  expect(row).toEqual(['first', 'eu', 'us', 'rest']);
  expect(reversed).toEqual(['first', 'us', 'eu', 'rest']);
});

describe('what CodePipeline cannot do of an arrangement', () => {
  test.each<[string, string, Partial<WaveOptions>, aws.WaveSettings, Partial<WaveOptions>, aws.WaveSettings]>([
    ['SP4106', 'more than 5 watched environments in a stage', { ...watched, environments: cells(5) }, {}, { ...watched, environments: cells(6) }, {}],
    ['SP4106', 'more than 5 verified environments in a stage', { ...verified, environments: cells(5) }, {}, { ...verified, environments: cells(6) }, {}],
    ['SP4106', 'more than 5 quiet environments in a stage', { environments: cells(6) }, {}, { environments: cells(6), gates: [Gate.quiet(errorRatio)] }, {}],
    ['SP4106', 'more than 5 watched environments that share a stage', { ...watched, environments: cells(6) }, { stagePerEnvironment: true }, { ...watched, environments: cells(6) }, {}],
    ['SP4114', 'none at a time', { environments: cells(2) }, { maxConcurrent: 1 }, { environments: cells(2) }, { maxConcurrent: 0 }],
    ['SP4114', 'half an environment at a time', { environments: cells(2) }, { maxConcurrent: 2 }, { environments: cells(2) }, { maxConcurrent: 1.5 }],
    ['SP4114', 'turns among stages', { environments: cells(2) }, { stagePerEnvironment: true }, { environments: cells(2) }, { stagePerEnvironment: true, maxConcurrent: 1 }],
    ['SP4115', 'a review that nobody reads', { gates: [Gate.approval({ group: 'leads' })] }, { reviewChanges: true }, { gates: [Gate.check({ name: 'smoke', commands: ['true'] })] }, { reviewChanges: true }],
    ['SP4101', 'more than 50 stages', { environments: cells(46) }, { stagePerEnvironment: true }, { environments: cells(47) }, { stagePerEnvironment: true }],
    ['SP4102', 'more than 50 stacks and turns', { environments: cells(26) }, { maxConcurrent: 2 }, { environments: cells(26) }, { maxConcurrent: 1 }],
  ])('%s: fails when there is %s, and not before', (code, _, passes, passing, fails, failing) => {
    expect(arranged(passes, passing).failure).toBe('');
    expect(arranged(fails, failing).failure).toContain(code);
  });

  test('SP4013: fails when settings are for no wave', () => {
    expect(new Fixture({ waves: { prod: {} }, candidate: () => ({ waves: { production: {} } }) }).deployAll().failure).toMatch(/SP4013 Shop\/production: .*allowed is one of prod/);
  });

  test('SP4112: fails when an environment with a stage of its own is called like another wave', () => {
    const environments = [new Environment('beta', { tier: Tier.TEST }), ...cells(1)];
    const declared = (settings: aws.WaveSettings) => {
      const waves = { beta: { environments: cells(2).slice(1) }, prod: { environments } };
      return new Fixture({ waves, candidate: () => ({ waves: { prod: settings } }) }).deployAll().failure;
    };
    expect(declared({})).toBe('');
    expect(declared({ stagePerEnvironment: true })).toContain('SP4112');
  });
});

test('publishing assets is tried once more', () => {
  const fixture = new Fixture({ waves: { prod: {} } });
  const [environment] = fixture.environments;
  const stage = fixture.functionStage(environment, workloads);
  new Asset(stage.node.findChild('Api'), 'Asset', { path: __filename });
  fixture.release.deploy(environment, stage);
  expect(fixture.stage('Assets').OnFailure).toEqual({ Result: 'RETRY', RetryConfiguration: { RetryMode: 'FAILED_ACTIONS' } });
});

test('a job alone is run once more when it fails; where people are asked and where something is deployed nothing is retried', () => {
  const check = Gate.check({ name: 'contract', commands: ['true'] });
  const fixture = new Fixture({ waves: { beta: { gates: [check] }, prod: { gates: [check, Gate.approval({ group: 'leads' })], bakeTime: Duration.minutes(0) } } }).deployAll();
  const retry = { Result: 'RETRY', RetryConfiguration: { RetryMode: 'FAILED_ACTIONS' } };
  expect(fixture.stage('gate-beta').OnFailure).toEqual(retry);
  expect(fixture.stage('gate-prod').OnFailure).toBeUndefined();
  expect(fixture.stage('beta').OnFailure).toEqual({ Result: 'ROLLBACK' });
});

test('another system that has said no is not asked again by itself', () => {
  const gates = [Gate.check({ name: 'contract', commands: ['true'] }), Gate.dependsOn({ service: 'orders', environment: 'prod' })];
  expect(new Fixture({ waves: { prod: { gates } } }).deployAll().stage('gate-prod').OnFailure).toBeUndefined();
});
