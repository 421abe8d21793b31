import type { WaveOptions } from 'spillway';
import { Day, DeploymentWindow, Duration, Environment, ExpeditedPath, Gate, Plan, ReleaseType, Tier, Verification } from 'spillway';
import { PipelineParts } from '../../../src/aws/links/pipeline-parts';
import { layout } from '../../../src/aws/stages/layout';
import { undoTable } from '../../../src/aws/undo/undo-table';
import { errorRatio, Fixture, watched } from '../fixture';

const office = DeploymentWindow.weekly('office', { days: [Day.MONDAY], from: '09:00', to: '17:00', timeZone: 'Europe/Zurich' });
const hotfix = ExpeditedPath.of({ releaseTypes: [ReleaseType.HOTFIX], bakeAtMost: Duration.minutes(10) });
const names = (fixture: Fixture) => fixture.stages.map(({ Name }) => Name).slice(3);

function released(wave: Partial<WaveOptions>, ...expedited: ExpeditedPath[]): Fixture {
  return new Fixture({ waves: { prod: wave }, expedited }).deployAll();
}

/** Stages that wait and watch, with the types that skip them. */
function bakes(bakeTime: Duration, ...expedited: ExpeditedPath[]): unknown[] {
  const plan = Plan.of(released({ ...watched, bakeTime }, ...expedited).pipeline)._document;
  return layout(plan).flatMap((stage) => (stage.kind === 'deploy' || stage.kind === 'soak' ? [[stage.name, stage.bakeMinutes, stage.kind === 'soak' ? stage.skippedBy : []]] : []));
}

test('a release says its type when it is started, and is a feature when it says nothing', () => {
  const { template } = released({});
  template.hasResourceProperties('AWS::CodePipeline::Pipeline', { Variables: [{ Name: 'RELEASE_TYPE', DefaultValue: 'feature' }] });
});

describe('a window that an expedited release passes', () => {
  const gates = [Gate.window(office), Gate.quiet(errorRatio)];

  test('has a stage of its own, before the alarms that nothing passes', () => {
    expect(names(released({ gates }, hotfix))).toEqual(['window-prod', 'enter-prod', 'prod']);
    expect(names(released({ gates: [Gate.window(office)] }, hotfix))).toEqual(['window-prod', 'prod']);
  });

  test('is skipped by that type alone, so that a misspelled one waits like any other', () => {
    const { BeforeEntry } = released({ gates }, hotfix).stage('window-prod');
    expect(BeforeEntry).toEqual({
      Conditions: [{
        Result: 'SKIP',
        Rules: [{
          Name: 'Not-hotfix',
          Configuration: { Variable: '#{variables.RELEASE_TYPE}', Operator: 'NE', Value: 'hotfix' },
          RuleTypeId: { Category: 'Rule', Owner: 'AWS', Provider: 'VariableCheck', Version: '1' },
        }],
      }],
    });
  });

  test('is asked on success, since a rule on a window cannot skip, and fails the stage', () => {
    const { OnSuccess, Actions } = released({ gates }, hotfix).stage('window-prod');
    expect(OnSuccess!.Conditions).toEqual([{ Result: 'FAIL', Rules: [expect.objectContaining({ RuleTypeId: expect.objectContaining({ Provider: 'DeploymentWindow' }) })] }]);
    expect(Actions.map(({ Name }) => Name)).toEqual(['enter']);
  });

  test('the alarms are asked before entry, by every type', () => {
    const { BeforeEntry, OnSuccess } = released({ gates }, hotfix).stage('enter-prod');
    expect(BeforeEntry!.Conditions).toEqual([{ Result: 'FAIL', Rules: [expect.objectContaining({ Configuration: { AlarmName: 'shop-prod-quiet' } })] }]);
    expect(OnSuccess).toBeUndefined();
  });

  test('a path that waits for windows leaves them where they are', () => {
    const patient = ExpeditedPath.of({ releaseTypes: [ReleaseType.HOTFIX], bakeAtMost: Duration.minutes(10), passesWindows: false });
    expect(names(released({ gates }, patient))).toEqual(['enter-prod', 'prod']);
  });
});

describe('a bake that an expedited release shortens', () => {
  test('every release is watched for as long as the shorter one, in the stage that rolls back; the rest is a stage that this type skips', () => {
    expect(bakes(Duration.minutes(60), hotfix)).toEqual([['prod', 10, []], ['bake-prod', 50, ['hotfix']]]);
  });

  test('a shorter one stays as it is', () => {
    expect(bakes(Duration.minutes(5), hotfix)).toEqual([['prod', 5, []]]);
  });

  test('each type is watched as long as its own path says', () => {
    const security = ExpeditedPath.of({ releaseTypes: [ReleaseType.SECURITY], bakeAtMost: Duration.minutes(30) });
    expect(bakes(Duration.minutes(60), security, hotfix)).toEqual([['prod', 10, []], ['bake-prod', 20, ['hotfix']], ['bake-prod-2', 30, ['security', 'hotfix']]]);
  });

  test('a measurement comes first and takes as long for every type', () => {
    const verifications = [Verification.measurement({ name: 'settled', signal: errorRatio, duration: Duration.minutes(15) })];
    const plan = Plan.of(new Fixture({ waves: { prod: { ...watched, verifications } }, expedited: [hotfix] }).pipeline)._document;
    expect(layout(plan).flatMap((stage) => (stage.kind === 'deploy' || stage.kind === 'soak' ? [[stage.name, stage.bakeMinutes]] : []))).toEqual([['prod', 25], ['bake-prod', 20]]);
  });

  test('an alarm in the rest fails the stage: there is nothing in it to roll back', () => {
    const { BeforeEntry, OnSuccess, OnFailure } = released({ ...watched, bakeTime: Duration.minutes(60) }, hotfix).stage('bake-prod');
    expect(BeforeEntry!.Conditions[0].Result).toBe('SKIP');
    expect(OnSuccess!.Conditions).toEqual([{ Result: 'FAIL', Rules: [expect.objectContaining({ Configuration: { AlarmName: 'shop-prod', WaitTime: '50' } })] }]);
    expect(OnFailure).toBeUndefined();
  });

  test('each environment with a stage of its own has its own rest, and an entry before which the next release waits for its end', () => {
    const environments = ['eu', 'us'].map((name) => new Environment(name, { tier: Tier.TEST }));
    const candidate = () => ({ waves: { prod: { stagePerEnvironment: true } } });
    const fixture = new Fixture({ waves: { prod: { ...watched, environments } }, expedited: [hotfix], candidate }).deployAll();
    expect(names(fixture)).toEqual(['enter-eu', 'eu', 'bake-eu', 'enter-us', 'us', 'bake-us']);
  });

  test('a failure in the rest of one environment undoes the others of its wave, the last one first', () => {
    const environments = ['eu', 'us'].map((name) => new Environment(name, { tier: Tier.TEST }));
    const plan = Plan.of(new Fixture({ waves: { prod: { ...watched, environments } }, expedited: [hotfix] }).pipeline)._document;
    const { waveOf, order } = undoTable(plan, new PipelineParts(plan.service, layout(plan, { prod: { stagePerEnvironment: true } })));
    expect(waveOf).toEqual({ 'eu': 'prod', 'bake-eu': 'prod', 'us': 'prod', 'bake-us': 'prod' });
    expect(order.map(({ stage }) => stage)).toEqual(['us', 'eu']);
  });

  test('fails when it is not in whole minutes', () => {
    const path = (bakeAtMost: Duration) => released(watched, ExpeditedPath.of({ releaseTypes: [ReleaseType.HOTFIX], bakeAtMost }));
    expect(path(Duration.seconds(300)).failure).toBe('');
    expect(path(Duration.seconds(330)).failure).toMatch(/SP4104 Shop\/expedited\/0: /);
  });
});
