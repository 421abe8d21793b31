import type { Template } from 'aws-cdk-lib/assertions';
import { Match } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Duration, Environment, ExpeditedPath, Gate, ReleaseType, RollbackScope, RollbackTrigger, Tier, TrafficShift } from 'spillway';
import { LOOKS_AT_MOST } from '../../../src/aws/undo/undo-table';
import { matches } from '../../support/event-pattern';
import { actionEvent, pipelineEvent, stageEvent } from '../../support/sample-events';
import { errorRatio, Fixture, watched } from '../fixture';

const waves = {
  beta: {},
  prod: { gates: [Gate.approval({ group: 'leads' })], environments: ['eu', 'us'].map((name) => new Environment(name, { tier: Tier.TEST })) },
};

/** The one resource of a type whose logical id begins like that. */
function resource(template: Template, type: string, prefix: string) {
  const found = Object.entries(template.findResources(type)).filter(([id]) => id.startsWith(prefix));
  expect(found).toHaveLength(1);
  return found[0][1].Properties;
}

function statements(fixture: Fixture) {
  const { Statement } = resource(fixture.template, 'AWS::IAM::Policy', 'ReleaseUndoRoleDefaultPolicy').PolicyDocument;
  const shown = (value: unknown) => JSON.stringify(value).replace(/.*"(:[^"]*|\/[^"]*)".*/, '$1');
  return (Statement as { Action: string | string[]; Resource: unknown }[])
    .map(({ Action, Resource }) => [[Action].flat().join(), [Resource].flat().map(shown)]);
}

test('it is a Standard machine, which logs and is traced', () => {
  const { template } = new Fixture({ waves }).deployAll();
  template.hasResourceProperties('AWS::StepFunctions::StateMachine', {
    StateMachineName: 'shop-undo',
    StateMachineType: Match.absent(),
    LoggingConfiguration: { Level: 'ALL' },
    TracingConfiguration: { Enabled: true },
    DefinitionSubstitutions: { pipeline: Match.anyValue(), role: Match.anyValue(), partition: { Ref: 'AWS::Partition' } },
  });
});

describe('what stands in the definition', () => {
  const begin = (fixture: Fixture) => {
    const { DefinitionString } = resource(fixture.template, 'AWS::StepFunctions::StateMachine', 'ReleaseUndo');
    const { States } = JSON.parse(DefinitionString);
    return States;
  };

  test('the deploy stages, the last first', () => {
    const { order, waveOf } = begin(new Fixture({ waves }).deployAll()).Begin.Assign;
    expect(order).toEqual([{ stage: 'prod', wave: 'prod', pause: 240 }, { stage: 'beta', wave: 'beta', pause: 240 }]);
    expect(waveOf).toEqual({ prod: 'prod', beta: 'beta' });
  });

  test('a stage for each environment of a wave, each with the wave it belongs to', () => {
    const { order, waveOf } = begin(new Fixture({ waves, candidate: () => ({ waves: { prod: { stagePerEnvironment: true } } }) }).deployAll()).Begin.Assign;
    expect(order.map(({ stage, wave }: Record<string, unknown>) => [stage, wave])).toEqual([['us', 'prod'], ['eu', 'prod'], ['beta', 'beta']]);
    expect(waveOf).toEqual({ beta: 'beta', eu: 'prod', us: 'prod' });
  });

  test('a stage in which the rest of a bake is watched, which undoes and is not undone', () => {
    const expedited = [ExpeditedPath.of({ releaseTypes: [ReleaseType.HOTFIX], bakeAtMost: Duration.minutes(10) })];
    const { order, waveOf } = begin(new Fixture({ expedited, waves: { prod: watched } }).deployAll()).Begin.Assign;
    expect(waveOf).toEqual({ 'prod': 'prod', 'bake-prod': 'prod' });
    expect(order.map(({ stage }: { stage: string }) => stage)).toEqual(['prod']);
  });

  test('how long a rollback is followed: a shift goes back as slowly as it came', () => {
    const trafficShift = TrafficShift.linear({ percent: 10, every: Duration.hours(1) });
    const { order: [{ pause }] } = begin(new Fixture({ waves: { prod: { ...watched, trafficShift } } }).deployAll()).Begin.Assign;
    expect(pause * LOOKS_AT_MOST).toBeGreaterThanOrEqual((9 + 2) * 3600);
  });

  test('the artifact of the source, whose revision a release is known by', () => {
    const { Execution } = begin(new Fixture({ waves }).deployAll());
    expect(Execution.Assign.bad).toContain("ArtifactRevisions[Name = 'shop_api_Source'].RevisionId");
  });

  const all = { scope: RollbackScope.PROMOTED };
  test.each([
    ['nothing', [], []],
    ['an operator', [RollbackTrigger.operator(all)], ['operator']],
    ['a failed verification', [RollbackTrigger.failedVerification(all)], ['verification', 'unknown']],
    ['a failed deployment', [RollbackTrigger.failedDeployment(all)], ['deployment', 'unknown']],
    ['a signal, which may also have stopped a shift', [RollbackTrigger.signal(errorRatio, all)], ['deployment', 'signal', 'unknown']],
  ])('that other waves are undone as well by %s', (_, rollbackOn, causes) => {
    expect(begin(new Fixture({ waves: { beta: {}, prod: { rollbackOn } } }).deployAll()).Begin.Assign.promoted).toEqual({ beta: [], prod: causes });
  });
});

test('it may roll back the deploy stages, see and stop the executions of this pipeline, keep vetoes, tell, and no more', () => {
  expect(statements(new Fixture({ waves }).deployAll())).toEqual(expect.arrayContaining([
    [[
      'codepipeline:GetPipelineExecution', 'codepipeline:ListPipelineExecutions', 'codepipeline:ListActionExecutions', 'codepipeline:ListRuleExecutions',
      'codepipeline:StopPipelineExecution',
    ].join(), [':codepipeline:eu-central-1:111111111111:shop-release']],
    ['codepipeline:RollbackStage', ['prod', 'beta'].map((stage) => `:codepipeline:eu-central-1:111111111111:shop-release/${stage}`)],
    ['ssm:GetParameter,ssm:PutParameter', [':ssm:eu-central-1:111111111111:parameter/spillway/shop/vetoed/*']],
    ['events:PutEvents', [':events:eu-central-1:111111111111:event-bus/default']],
  ]));
  // the rest is what the CDK gives for logs and traces
  expect(statements(new Fixture({ waves }).deployAll())).toHaveLength(6);
});

describe('what starts it', () => {
  const rule = () => resource(new Fixture({ waves }).deployAll().template, 'AWS::Events::Rule', 'ReleaseUndoRule');
  const pattern = rule().EventPattern;
  const [pipeline] = pattern.detail.pipeline;

  test.each(['FAILED', 'STARTED'])('a stage of this pipeline that is %s', (state) => {
    expect(matches(pattern, stageEvent(pipeline, 'prod', state))).toBe(true);
  });

  test.each([
    ['a stage that succeeded', stageEvent(pipeline, 'prod', 'SUCCEEDED')],
    ['a stage that a person stopped', stageEvent(pipeline, 'prod', 'STOPPED')],
    ['a stage of another pipeline', stageEvent('another', 'prod', 'FAILED')],
    ['an action', actionEvent(pipeline, 'prod', 'Api.Deploy', 'FAILED', 'Deploy')],
    ['the pipeline as a whole', pipelineEvent(pipeline, 'FAILED')],
  ])('and not %s', (_, event) => {
    expect(matches(pattern, event)).toBe(false);
  });

  test('it is told the pipeline, the stage, its state and the execution', () => {
    const [{ InputTransformer }] = rule().Targets;
    expect(InputTransformer).toEqual({
      InputPathsMap: { 'detail-pipeline': '$.detail.pipeline', 'detail-stage': '$.detail.stage', 'detail-state': '$.detail.state', 'detail-execution-id': '$.detail.execution-id' },
      InputTemplate: '{"pipeline":<detail-pipeline>,"stage":<detail-stage>,"state":<detail-state>,"execution":<detail-execution-id>}',
    });
  });
});

describe('who may', () => {
  function granted(grant: (fixture: Fixture, role: Role) => void): string[] {
    const fixture = new Fixture({ waves });
    const role = new Role(fixture.stack, 'Somebody', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
    grant(fixture, role);
    const { Statement } = resource(fixture.deployAll().template, 'AWS::IAM::Policy', 'Somebody').PolicyDocument;
    return (Statement as { Action: string | string[] }[]).flatMap(({ Action }) => Action);
  }

  test('order a rollback, start the machine and see what came of it', () => {
    const actions = granted((fixture, role) => fixture.release.grantRollback(role));
    expect(actions).toEqual(expect.arrayContaining(['states:StartExecution', 'states:DescribeExecution']));
    expect(actions.filter((action) => !action.startsWith('states:'))).toEqual([]);
    expect(actions).not.toContain('states:StopExecution');
  });

  test('lift a veto, delete it, read it and list all, and not impose one', () => {
    expect(granted((fixture, role) => fixture.release.grantLift(role))).toEqual(['ssm:GetParameter', 'ssm:DeleteParameter', 'ssm:GetParametersByPath']);
  });
});
