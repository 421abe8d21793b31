import { Match, Template } from 'aws-cdk-lib/assertions';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { App, Duration as CdkDuration, Stack } from 'aws-cdk-lib/core';
import { aws, Duration, Gate, RollbackTrigger, Signal, TrafficShift } from 'spillway';
import type { WaveOptions } from 'spillway';
import { errorRatio, Fixture, prod, watched } from '../fixture';

const deployed = (wave: Partial<WaveOptions>) => new Fixture({ waves: { prod: wave } }).deployAll().functionTemplate('prod');
const on = (...signals: Signal[]) => ({ rollbackOn: signals.map((signal) => RollbackTrigger.signal(signal)), bakeTime: Duration.minutes(30) });
const latency = Signal.latency({ percentile: 99, atMost: Duration.millis(400), datapointsToFail: 2, datapointsObserved: 5, period: Duration.minutes(2) });

/** Names of the alarms that a composite one listens to. */
function children(template: ReturnType<typeof deployed>, AlarmName: string): string[] {
  const [composite] = Object.values(template.findResources('AWS::CloudWatch::CompositeAlarm', { Properties: { AlarmName } }));
  const alarms = template.findResources('AWS::CloudWatch::Alarm');
  const [, parts] = composite.Properties.AlarmRule['Fn::Join'] as [string, (string | { 'Fn::GetAtt': [string] })[]];
  const name = (alarmName: string | { 'Fn::Join': [string, (string | object)[]] }) => (typeof alarmName === 'string' ? alarmName : `${alarmName['Fn::Join'][1][0]}`);
  return parts.flatMap((part) => (typeof part === 'string' ? [] : [name(alarms[part['Fn::GetAtt'][0]].Properties.AlarmName)]));
}

const routing = (template: ReturnType<typeof deployed>) => Object.values(template.findResources('AWS::CodeDeploy::DeploymentConfig')).map(({ Properties }) => Properties.TrafficRoutingConfig);

describe('shift', () => {
  test('a canary is one step', () => {
    expect(routing(deployed({ ...watched, trafficShift: TrafficShift.canary({ percent: 7, hold: Duration.minutes(25) }) })))
      .toEqual([{ Type: 'TimeBasedCanary', TimeBasedCanary: { CanaryPercentage: 7, CanaryInterval: 25 } }]);
  });

  test('equal steps are linear', () => {
    expect(routing(deployed({ ...watched, trafficShift: TrafficShift.linear({ percent: 20, every: Duration.minutes(10) }) })))
      .toEqual([{ Type: 'TimeBasedLinear', TimeBasedLinear: { LinearPercentage: 20, LinearInterval: 10 } }]);
  });

  test.each([
    ['LambdaCanary10Percent5Minutes', TrafficShift.canary({ percent: 10, hold: Duration.minutes(5) })],
    ['LambdaCanary10Percent30Minutes', TrafficShift.canary({ percent: 10, hold: Duration.minutes(30) })],
    ['LambdaLinear10PercentEvery1Minute', TrafficShift.linear({ percent: 10, every: Duration.minutes(1) })],
    ['LambdaLinear10PercentEvery10Minutes', TrafficShift.linear({ percent: 10, every: Duration.minutes(10) })],
  ])('what CodeDeploy has anyway needs no configuration of its own: %s', (name, trafficShift) => {
    const template = deployed({ trafficShift });
    expect(routing(template)).toEqual([]);
    template.hasResourceProperties('AWS::CodeDeploy::DeploymentGroup', { DeploymentConfigName: `CodeDeployDefault.${name}` });
  });

  test('what is like it, and not the same, has one', () => {
    expect(routing(deployed({ ...watched, trafficShift: TrafficShift.canary({ percent: 10, hold: Duration.minutes(6) }) })))
      .toEqual([{ Type: 'TimeBasedCanary', TimeBasedCanary: { CanaryPercentage: 10, CanaryInterval: 6 } }]);
    expect(routing(deployed({ ...watched, trafficShift: TrafficShift.canary({ percent: 5, hold: Duration.minutes(10) }) })))
      .toEqual([{ Type: 'TimeBasedCanary', TimeBasedCanary: { CanaryPercentage: 5, CanaryInterval: 10 } }]);
    expect(routing(deployed({ ...watched, trafficShift: TrafficShift.linear({ percent: 10, every: Duration.minutes(5) }) })))
      .toEqual([{ Type: 'TimeBasedLinear', TimeBasedLinear: { LinearPercentage: 10, LinearInterval: 5 } }]);
  });

  test('all at once is what CodeDeploy calls that', () => {
    const template = deployed({ ...watched, trafficShift: TrafficShift.allAtOnce() });
    expect(routing(template)).toEqual([]);
    template.hasResourceProperties('AWS::CodeDeploy::DeploymentGroup', { DeploymentConfigName: 'CodeDeployDefault.LambdaAllAtOnce' });
  });

  test('moves the alias, and is undone when it fails, is stopped, or an alarm fires', () => {
    const template = deployed(watched);
    template.hasResource('AWS::Lambda::Alias', { Properties: { Name: 'live' }, UpdatePolicy: { CodeDeployLambdaAliasUpdate: Match.anyValue() } });
    template.hasResourceProperties('AWS::CodeDeploy::DeploymentGroup', {
      AutoRollbackConfiguration: { Enabled: true, Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_REQUEST', 'DEPLOYMENT_STOP_ON_ALARM'] },
    });
  });

  test('without a signal there is nothing to listen to, and a failure still undoes it', () => {
    const template = deployed({});
    template.resourceCountIs('AWS::CloudWatch::Alarm', 0);
    template.hasResourceProperties('AWS::CodeDeploy::DeploymentGroup', { AutoRollbackConfiguration: { Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_REQUEST'] } });
  });
});

describe('alarms of a shift', () => {
  const stopping = (template: ReturnType<typeof deployed>) => {
    const [group] = Object.values(template.findResources('AWS::CodeDeploy::DeploymentGroup'));
    const alarms = template.findResources('AWS::CloudWatch::Alarm');
    return group.Properties.AlarmConfiguration.Alarms.map(({ Name }: { Name: { Ref: string } }) => alarms[Name.Ref].Properties);
  };

  test('look at the new version only', () => {
    const [alarm] = stopping(deployed(watched));
    const measured = alarm.Metrics.filter((metric: { MetricStat?: object }) => metric.MetricStat);
    expect(measured).toHaveLength(2);
    for (const { MetricStat } of measured) expect(MetricStat.Metric.Dimensions.map(({ Name }: { Name: string }) => Name)).toEqual(['ExecutedVersion', 'FunctionName', 'Resource']);
  });

  test('look at what came through the alias', () => {
    for (const { Dimensions } of stopping(deployed(on(latency)))) {
      expect(Dimensions).toContainEqual({ Name: 'Resource', Value: { 'Fn::Join': ['', [{ Ref: expect.stringMatching(/^Handler/) }, ':live']] } });
    }
  });

  test('belong to one version each, so that none that fires is left over when the version before comes back', () => {
    const [alarm] = stopping(deployed(watched));
    expect(alarm.AlarmName).toEqual({ 'Fn::Join': ['', ['shop-prod-error-ratio-v', { 'Fn::GetAtt': [expect.stringMatching(/^HandlerCurrentVersion/), 'Version'] }]] });
  });

  test('an error ratio is errors over invocations', () => {
    deployed(watched).hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'shop-prod-error-ratio',
      Threshold: 0.01,
      TreatMissingData: 'notBreaching',
      ComparisonOperator: 'GreaterThanThreshold',
      Metrics: Match.arrayWith([
        Match.objectLike({ Expression: 'errors / invocations' }),
        Match.objectLike({ Id: 'errors', MetricStat: { Stat: 'Sum', Period: 60, Metric: { MetricName: 'Errors' } } }),
        Match.objectLike({ Id: 'invocations', MetricStat: { Stat: 'Sum', Period: 60, Metric: { MetricName: 'Invocations' } } }),
      ]),
    });
  });

  test('a latency is a percentile of the duration, in milliseconds, over the declared data points', () => {
    deployed(on(latency)).hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'shop-prod-latency-p99',
      MetricName: 'Duration',
      ExtendedStatistic: 'p99',
      Threshold: 400,
      Period: 120,
      EvaluationPeriods: 5,
      DatapointsToAlarm: 2,
    });
  });

  test('a version that nobody has called yet is not undone for that', () => {
    for (const alarm of stopping(deployed(on(errorRatio, latency)))) expect(alarm.TreatMissingData).toBe('notBreaching');
  });
});

describe('alarm of a bake', () => {
  test('has a name that the pipeline knows, and listens to the version, the alias, and silence', () => {
    expect(children(deployed(watched), 'shop-prod')).toEqual(['shop-prod-error-ratio', 'shop-prod-error-ratio-v', 'shop-prod-no-data']);
  });

  test('no data is never a pass', () => {
    deployed(on(Signal.errorRatio({ atMost: 0.01, datapointsToFail: 4 }))).hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'shop-prod-no-data',
      MetricName: 'Invocations',
      Statistic: 'Sum',
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      EvaluationPeriods: 4,
      TreatMissingData: 'breaching',
    });
  });
});

test('silence is as short as the first signal to be left without data looks back', () => {
  deployed(on(latency, errorRatio)).hasResourceProperties('AWS::CloudWatch::Alarm', { AlarmName: 'shop-prod-no-data', Period: 60, EvaluationPeriods: 3 });
});

test('a wave that does not bake has the alarms of its shift and none that nobody asks', () => {
  const template = deployed({ rollbackOn: [RollbackTrigger.signal(errorRatio)] });
  template.resourceCountIs('AWS::CloudWatch::CompositeAlarm', 0);
  template.resourceCountIs('AWS::CloudWatch::Alarm', 1);
});

test('the alarm of a quiet gate listens to the gate\'s signals and silence, not to what a bake listens to', () => {
  const template = deployed({ ...watched, gates: [Gate.quiet(latency)] });
  expect(children(template, 'shop-prod-quiet')).toEqual(['shop-prod-latency-p99', 'shop-prod-no-data']);
  expect(children(template, 'shop-prod')).not.toContain('shop-prod-latency-p99');
});

test('a custom signal is the metric given to it, and missing data of it counts against the release', () => {
  const fixture = new Fixture({ waves: { prod: { environments: [prod], ...on(Signal.custom({ name: 'fill-rate', metric: 'fill', atLeast: 0.9 })) } } });
  const stack = new Stack(new App(), 'Api');
  const handler = new Function(stack, 'Handler', { runtime: Runtime.NODEJS_22_X, handler: 'i.h', code: Code.fromInline('1') });
  new aws.LambdaWorkload(stack, 'Workload', {
    pipeline: fixture.pipeline,
    environment: prod,
    handler,
    metrics: { 'fill-rate': new Metric({ namespace: 'Shop', metricName: 'FillRate' }) },
  });
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'shop-prod-fill-rate', Namespace: 'Shop', MetricName: 'FillRate', Threshold: 0.9, ComparisonOperator: 'LessThanThreshold', TreatMissingData: 'breaching',
  });
  expect(children(template, 'shop-prod')).toEqual(['shop-prod-fill-rate']);
  // it looks at all versions, so it would stop the rollback too
  template.hasResourceProperties('AWS::CodeDeploy::DeploymentGroup', { AlarmConfiguration: Match.absent() });
});

test('hooks are called by the deployment group and report to it, each for itself', () => {
  const fixture = new Fixture({ waves: { prod: { environments: [prod], ...watched } } });
  const stack = new Stack(new App(), 'Api');
  const make = (id: string) => new Function(stack, id, { runtime: Runtime.NODEJS_22_X, handler: 'i.h', code: Code.fromInline('1') });
  const [handler, preHook, postHook] = ['Handler', 'Before', 'After'].map(make);
  new aws.LambdaWorkload(stack, 'Workload', { pipeline: fixture.pipeline, environment: prod, handler, preHook, postHook });
  const template = Template.fromStack(stack);
  template.hasResource('AWS::Lambda::Alias', {
    UpdatePolicy: { CodeDeployLambdaAliasUpdate: { BeforeAllowTrafficHook: { Ref: Match.stringLikeRegexp('^Before') }, AfterAllowTrafficHook: { Ref: Match.stringLikeRegexp('^After') } } },
  });
  for (const role of ['Before', 'After']) {
    template.hasResourceProperties('AWS::IAM::Policy', {
      Roles: [{ Ref: Match.stringLikeRegexp(`^${role}ServiceRole`) }],
      PolicyDocument: { Statement: [Match.objectLike({ Action: 'codedeploy:PutLifecycleEventHookExecutionStatus', Resource: Match.objectLike({ 'Fn::Join': Match.anyValue() }) })] },
    });
  }
  template.hasResourceProperties('AWS::IAM::Policy', {
    Roles: [{ Ref: Match.stringLikeRegexp('^WorkloadDeploymentServiceRole') }],
    PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: 'lambda:InvokeFunction' })]) },
  });
});

test("a custom signal is measured in the plan's periods, whatever the metric says of itself", () => {
  const backlog = Signal.custom({ name: 'backlog', metric: 'backlog', atMost: 10, period: Duration.minutes(2) });
  const fixture = new Fixture({ waves: { prod: { environments: [prod], ...on(backlog) } } });
  const stack = new Stack(new App(), 'Own');
  fixture.workload(stack, prod, { metrics: { backlog: new Metric({ namespace: 'shop', metricName: 'backlog', period: CdkDuration.minutes(5) }) } });
  Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', { MetricName: 'backlog', Period: 120 });
});
