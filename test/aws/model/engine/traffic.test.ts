import type { Template } from '../../../support/codepipeline/template';
import { trafficMoves } from '../../../support/codepipeline/traffic-move';
import type { Told } from './hand-written';
import { deployment, pipeline, seen } from './hand-written';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const MIDNIGHT_MS = Date.UTC(2026, 0, 5);

function alarm(more: Record<string, unknown> = {}) {
  const properties = { AlarmName: 'errors', MetricName: 'Errors', Period: 60, EvaluationPeriods: 3, TreatMissingData: 'notBreaching' };
  return { Type: 'AWS::CloudWatch::Alarm', Properties: { ...properties, ...more } };
}

function lambda(DeploymentConfigName: unknown, group: Record<string, unknown> = {}, more: Template['Resources'] = {}): Template {
  return { Resources: {
    Alias: { Type: 'AWS::Lambda::Alias', Properties: {}, UpdatePolicy: { CodeDeployLambdaAliasUpdate: { DeploymentGroupName: { Ref: 'Group' } } } },
    Group: { Type: 'AWS::CodeDeploy::DeploymentGroup', Properties: { DeploymentConfigName, ...group } },
    ...more,
  } };
}

function service(DeploymentConfiguration: Record<string, unknown>, more = {}) {
  return { Resources: { Service: { Type: 'AWS::ECS::Service', Properties: { DeploymentConfiguration } }, ...more } };
}

const config = (TrafficRoutingConfig: object) => ({ Config: { Type: 'AWS::CodeDeploy::DeploymentConfig', Properties: { TrafficRoutingConfig } } });

test.each([
  ['CodeDeployDefault.LambdaAllAtOnce', lambda('CodeDeployDefault.LambdaAllAtOnce'), ['100 for 0']],
  ['CodeDeployDefault.LambdaCanary10Percent5Minutes', lambda('CodeDeployDefault.LambdaCanary10Percent5Minutes'), ['10 for 5', '100 for 0']],
  ['CodeDeployDefault.LambdaLinear10PercentEvery2Minutes', lambda('CodeDeployDefault.LambdaLinear10PercentEvery2Minutes'),
    [...[10, 20, 30, 40, 50, 60, 70, 80, 90].map((percent) => `${percent} for 2`), '100 for 0']],
  ['a canary of one\'s own', lambda({ Ref: 'Config' }, {}, config({ TimeBasedCanary: { CanaryPercentage: 25, CanaryInterval: 15 } })), ['25 for 15', '100 for 0']],
  ['a linear shift of one\'s own', lambda({ Ref: 'Config' }, {}, config({ TimeBasedLinear: { LinearPercentage: 40, LinearInterval: 7 } })), ['40 for 7', '80 for 7', '100 for 0']],
  ['ECS, rolling', service({}), ['100 for 0']],
  ['ECS, blue/green', service({ Strategy: 'BLUE_GREEN', BakeTimeInMinutes: 20 }), ['100 for 20']],
  ['ECS, canary', service({ Strategy: 'CANARY', CanaryConfiguration: { CanaryPercent: 5, CanaryBakeTimeInMinutes: 15 }, BakeTimeInMinutes: 30 }), ['5 for 15', '100 for 30']],
  ['ECS, linear', service({ Strategy: 'LINEAR', LinearConfiguration: { StepPercent: 50, StepBakeTimeInMinutes: 10 } }), ['50 for 10', '100 for 0']],
])('%s moves traffic in its steps', (_, template, steps) => {
  expect(trafficMoves(template)[0].steps.map(({ percent, holdMs }) => `${percent} for ${holdMs / MINUTE_MS}`)).toEqual(steps);
});

test('what is not moved by a service changes at once', () => {
  expect(trafficMoves({ Resources: { Alias: { Type: 'AWS::Lambda::Alias' } } })).toEqual([]);
});

test('fails when a deployment configuration is not known, or a group is not there', () => {
  expect(() => trafficMoves(lambda('CodeDeployDefault.LambdaCanary'))).toThrow('CodeDeployDefault.LambdaCanary');
  expect(() => trafficMoves({ Resources: { Alias: lambda('').Resources.Alias } })).toThrow('no deployment group');
});

/** A good release and, an hour later, one that has errors from its first request. */
function second(deployed: Told['deployed'], told: Told = {}) {
  const engine = pipeline([{ Name: 'beta', Actions: [deployment('beta')] }], {
    deployed, faults: [{ release: 'b', environment: 'beta', ailment: 'errors', from: 'firstTraffic', afterMs: 0 }], ...told,
  });
  engine.startPipelineExecution('a');
  engine.run(MIDNIGHT_MS + HOUR_MS);
  engine.startPipelineExecution('b');
  engine.run(MIDNIGHT_MS + 3 * HOUR_MS);
  return { runs: engine.traffic.running('beta-stack'), last: seen(engine, 'beta').at(-1), alone: engine.traffic.everAlone(['beta-stack']) };
}

const Alarms = [{ Name: 'errors' }];
const AutoRollbackConfiguration = { Enabled: true, Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'] };
const undone = { runs: 'a', last: 'b STANDARD Failed', alone: ['a'] };
const through = { runs: 'b', last: 'b STANDARD Succeeded', alone: ['a', 'b'] };

test.each([
  ['stops at its alarm and goes back', { AlarmConfiguration: { Enabled: true, Alarms }, AutoRollbackConfiguration }, undone],
  ['stops at its alarm, and the stack goes back', { AlarmConfiguration: { Enabled: true, Alarms } }, undone],
  ['goes on where it asks no alarm', { AlarmConfiguration: { Enabled: false, Alarms }, AutoRollbackConfiguration }, through],
  ['goes on where it has none', { AutoRollbackConfiguration }, through],
])('a canary of CodeDeploy %s', (_, group, end) => {
  expect(second(lambda('CodeDeployDefault.LambdaCanary10Percent15Minutes', group, { errors: alarm() }))).toEqual(end);
});

test('an alarm that takes longer than the canary comes too late for it', () => {
  const group = { AlarmConfiguration: { Enabled: true, Alarms }, AutoRollbackConfiguration };
  expect(second(lambda('CodeDeployDefault.LambdaCanary10Percent5Minutes', group, { errors: alarm({ EvaluationPeriods: 10 }) }))).toEqual(through);
});

const canary = { Strategy: 'CANARY', CanaryConfiguration: { CanaryPercent: 10, CanaryBakeTimeInMinutes: 15 }, BakeTimeInMinutes: 10 };

test('a deployment of ECS stops at its alarm and goes back', () => {
  expect(second(service({ ...canary, Alarms: { AlarmNames: ['errors'], Enable: true, Rollback: true } }, { errors: alarm() }))).toEqual(undone);
});

test('a deployment of ECS overlooks an alarm that fires already when it begins', () => {
  const outages = [{ environment: 'beta', ailment: 'errors' as const, fromMs: MIDNIGHT_MS, toMs: MIDNIGHT_MS + 2 * HOUR_MS }];
  expect(second(service({ ...canary, Alarms: { AlarmNames: ['errors'], Enable: true, Rollback: true } }, { errors: alarm() }), { outages })).toEqual(through);
});

test('an alarm of one version does not hear of the other', () => {
  const group = { AlarmConfiguration: { Enabled: true, Alarms }, AutoRollbackConfiguration };
  const own = alarm({ Dimensions: [{ Name: 'ExecutedVersion', Value: { 'Fn::GetAtt': ['Version', 'Version'] } }] });
  const old = { faults: [{ release: 'a', environment: 'beta', ailment: 'errors' as const, from: 'firstTraffic' as const, afterMs: 0 }] };
  expect(second(lambda('CodeDeployDefault.LambdaCanary10Percent15Minutes', group, { errors: own }), old)).toEqual(through);
  expect(second(lambda('CodeDeployDefault.LambdaCanary10Percent15Minutes', group, { errors: alarm() }), old)).toEqual(undone);
});
