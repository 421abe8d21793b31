import { Match } from 'aws-cdk-lib/assertions';
import { Day, DeploymentWindow, Duration, Environment, Gate, Tier, Verification } from 'spillway';
import { errorRatio, Fixture, verified, watched } from '../fixture';

const office = DeploymentWindow.weekly('office', { days: [Day.MONDAY, Day.TUESDAY, Day.WEDNESDAY], from: '09:00', to: '17:00', timeZone: 'Europe/Zurich' });
const names = (fixture: Fixture) => fixture.stages.map((stage) => stage.Name);

describe('order of stages', () => {
  test('an approval comes before the window and the alarm, and all of them before the deployment', () => {
    const fixture = new Fixture({ waves: { prod: { gates: [Gate.quiet(errorRatio), Gate.window(office), Gate.approval({ group: 'leads' })] } } }).deployAll();
    expect(names(fixture)).toEqual(['Source', 'Build', 'UpdatePipeline', 'gate-prod', 'enter-prod', 'prod']);
  });

  test('a wave without gates is a stage with deployments only', () => {
    const fixture = new Fixture({ waves: { beta: {}, prod: {} } }).deployAll();
    expect(names(fixture)).toEqual(['Source', 'Build', 'UpdatePipeline', 'beta', 'prod']);
    expect(fixture.stage('beta').Actions.map(({ ActionTypeId }) => ActionTypeId.Provider)).toEqual(['CloudFormation']);
  });

  test('environments of a wave are deployed next to each other, and the stage is named after the wave', () => {
    const environments = ['eu', 'us'].map((name) => new Environment(name, { tier: Tier.TEST }));
    const fixture = new Fixture({ waves: { prod: { environments } } }).deployAll();
    expect(fixture.stage('prod').Actions.map(({ Name, RunOrder }) => [Name, RunOrder])).toEqual([['eu.Api.Deploy', 1], ['us.Api.Deploy', 1]]);
  });
});

describe('gate stage', () => {
  test('an approval stands as long as it was declared to, in minutes', () => {
    const fixture = new Fixture({ waves: { prod: { gates: [Gate.approval({ group: 'leads', timeout: Duration.hours(2) })] } } }).deployAll();
    expect(fixture.stage('gate-prod').Actions).toEqual([expect.objectContaining({
      Name: 'approve-leads', TimeoutInMinutes: 120, ActionTypeId: expect.objectContaining({ Provider: 'Manual' }),
    })]);
  });

  test.each([[true, 'for a member of leads who is not the author of the change'], [false, 'for a member of leads']])('whether the author is excluded (%s) is told to those who approve', (excludeAuthor, CustomData) => {
    const fixture = new Fixture({ waves: { prod: { gates: [Gate.approval({ group: 'leads', excludeAuthor })] } } }).deployAll();
    expect(fixture.stage('gate-prod').Actions[0]).toMatchObject({ Configuration: { CustomData } });
  });

  test('a check is a job that runs beside the approvals', () => {
    const gates = [Gate.approval({ group: 'leads' }), Gate.check({ name: 'contract', commands: ['make contract'], timeout: Duration.minutes(20) })];
    const fixture = new Fixture({ waves: { prod: { gates } } }).deployAll();
    expect(fixture.stage('gate-prod').Actions.map(({ Name, RunOrder }) => [Name, RunOrder])).toEqual([['approve-leads', 1], ['contract', 1]]);
    fixture.template.hasResourceProperties('AWS::CodeBuild::Project', { TimeoutInMinutes: 20, Source: { BuildSpec: Match.stringLikeRegexp('make contract') } });
  });

  test('nothing in it can start a rollback or hold one back', () => {
    const fixture = new Fixture({ waves: { prod: { gates: [Gate.approval({ group: 'leads' })] } } }).deployAll();
    expect(fixture.stage('gate-prod')).toEqual({ Name: 'gate-prod', Actions: expect.anything() });
  });
});

describe('entry stage', () => {
  test('a window alone is waited for before entry', () => {
    const { BeforeEntry, OnSuccess } = new Fixture({ waves: { prod: { gates: [Gate.window(office)] } } }).deployAll().stage('enter-prod');
    expect(BeforeEntry).toEqual({
      Conditions: [{
        Result: 'FAIL',
        Rules: [{
          Name: 'Window',
          Configuration: { Cron: '* * 9-16 ? * MON-WED *', TimeZone: 'Europe/Zurich' },
          RuleTypeId: { Category: 'Rule', Owner: 'AWS', Provider: 'DeploymentWindow', Version: '1' },
        }],
      }],
    });
    expect(OnSuccess).toBeUndefined();
  });

  test('an alarm alone is asked before entry, once', () => {
    const { BeforeEntry, OnSuccess } = new Fixture({ waves: { prod: { gates: [Gate.quiet(errorRatio)] } } }).deployAll().stage('enter-prod');
    expect(BeforeEntry!.Conditions).toEqual([{ Result: 'FAIL', Rules: [expect.objectContaining({ Configuration: { AlarmName: 'shop-prod-quiet' } })] }]);
    expect(OnSuccess).toBeUndefined();
  });

  test('a window and an alarm are never in one condition: the alarm is asked after the window has opened', () => {
    const { BeforeEntry, OnSuccess } = new Fixture({ waves: { prod: { gates: [Gate.quiet(errorRatio), Gate.window(office)] } } }).deployAll().stage('enter-prod');
    const providers = (place = BeforeEntry) => place!.Conditions.flatMap(({ Rules }) => Rules.map(({ RuleTypeId }) => RuleTypeId.Provider));
    expect(providers()).toEqual(['DeploymentWindow']);
    expect(providers(OnSuccess)).toEqual(['CloudWatchAlarm']);
    expect(OnSuccess!.Conditions[0].Result).toBe('FAIL');
  });

  test('does nothing itself', () => {
    const fixture = new Fixture({ waves: { prod: { gates: [Gate.window(office)] } } }).deployAll();
    expect(fixture.stage('enter-prod').Actions).toEqual([expect.objectContaining({ Name: 'enter', Commands: ['true'] })]);
  });

  test('leaves no log for ever, of however many stages', () => {
    const window = { gates: [Gate.window(office)] };
    const { template } = new Fixture({ waves: { beta: window, prod: window } }).deployAll();
    const [pipeline] = Object.keys(template.findResources('AWS::CodePipeline::Pipeline'));
    const properties = { LogGroupName: { 'Fn::Join': ['', ['/aws/codepipeline/', { Ref: pipeline }]] }, RetentionInDays: 7 };
    template.resourcePropertiesCountIs('AWS::Logs::LogGroup', properties, 1);
  });
});

describe('deploy stage', () => {
  test('rolls back when it fails, also without any signal', () => {
    const { OnFailure, OnSuccess } = new Fixture({ waves: { beta: {} } }).deployAll().stage('beta');
    expect(OnFailure).toEqual({ Result: 'ROLLBACK' });
    expect(OnSuccess).toBeUndefined();
  });

  test('bakes by watching the alarm of each environment, and rolls back when one fires', () => {
    const environments = ['eu', 'us'].map((name) => new Environment(name, { tier: Tier.TEST }));
    const { OnSuccess } = new Fixture({ waves: { prod: { environments, ...watched } } }).deployAll().stage('prod');
    expect(OnSuccess!.Conditions).toHaveLength(1);
    expect(OnSuccess!.Conditions[0].Result).toBe('ROLLBACK');
    expect(OnSuccess!.Conditions[0].Rules.map(({ Name, Configuration }) => [Name, Configuration])).toEqual([
      ['Alarm-eu', { AlarmName: 'shop-eu', WaitTime: '30' }],
      ['Alarm-us', { AlarmName: 'shop-us', WaitTime: '30' }],
    ]);
  });

  test('asks the alarms once when it does not bake, and jobs have verified meanwhile', () => {
    const environments = ['eu', 'us'].map((name) => new Environment(name, { tier: Tier.TEST }));
    const { OnSuccess } = new Fixture({ waves: { prod: { ...verified, environments } } }).deployAll().stage('prod');
    expect(OnSuccess!.Conditions).toHaveLength(1);
    expect(OnSuccess!.Conditions[0].Result).toBe('ROLLBACK');
    expect(OnSuccess!.Conditions[0].Rules.map(({ Name, Configuration }) => [Name, Configuration])).toEqual([
      ['Alarm-eu', { AlarmName: 'shop-eu' }],
      ['Alarm-us', { AlarmName: 'shop-us' }],
    ]);
  });

  test.each([
    ['without verifications, since nobody has called it yet', { ...verified, verifications: [] }],
    ['without signals', { ...verified, rollbackOn: [] }],
  ])('and asks none %s', (_, wave) => {
    expect(new Fixture({ waves: { prod: wave } }).deployAll().stage('prod').OnSuccess).toBeUndefined();
  });

  test('has no condition on entry, which a rollback might have to pass', () => {
    const gates = [Gate.quiet(errorRatio), Gate.window(office), Gate.approval({ group: 'leads' })];
    expect(new Fixture({ waves: { prod: { ...watched, gates } } }).deployAll().stage('prod').BeforeEntry).toBeUndefined();
  });

  test('a verification runs after the deployments and in their stage, so that its failure undoes them', () => {
    const verifications = [Verification.job({ name: 'end-to-end', commands: ['make e2e'], image: 'mcr.microsoft.com/playwright:v1' })];
    const fixture = new Fixture({ waves: { beta: { verifications } } }).deployAll();
    expect(fixture.stage('beta').Actions.map(({ Name, RunOrder }) => [Name, RunOrder])).toEqual([['Api.Deploy', 1], ['end-to-end', 2]]);
    fixture.template.hasResourceProperties('AWS::CodeBuild::Project', { Environment: { Image: 'mcr.microsoft.com/playwright:v1' } });
  });
});

test('the stages of CDK Pipelines have no conditions: a source stage cannot be rolled back', () => {
  const fixture = new Fixture({ waves: { prod: watched } }).deployAll();
  for (const name of ['Source', 'Build', 'UpdatePipeline']) expect(Object.keys(fixture.stage(name)).sort()).toEqual(['Actions', 'Name']);
});

test.each([[true, 'SUPERSEDED'], [false, 'QUEUED']])('superseding %s is execution mode %s', (supersede, ExecutionMode) => {
  new Fixture({ supersede, waves: { beta: {} } }).deployAll().template.hasResourceProperties('AWS::CodePipeline::Pipeline', {
    ExecutionMode, PipelineType: 'V2', RestartExecutionOnUpdate: true,
  });
});
