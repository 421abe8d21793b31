import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { DeploymentLifecycleLambdaTarget, DeploymentLifecycleStage, DeploymentStrategy } from 'aws-cdk-lib/aws-ecs';
import { ApplicationTargetGroup, TargetType } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { AccountPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Duration as CdkDuration, Stack, Stage } from 'aws-cdk-lib/core';
import { aws, Duration, Gate, RollbackTrigger, Signal, TrafficShift } from 'spillway';
import type { WaveOptions } from 'spillway';
import { alarmOf } from '../alarm-rules';
import { Fixture, prod, watched, workloads } from '../fixture';
import { Service } from '../service';

type Props = Partial<aws.EcsWorkloadProps> & { readonly worker?: boolean };

/** The workload of a service that is released in one wave. */
function workload(api: Service, wave: Partial<WaveOptions>, { worker, ...props }: Props = {}): aws.EcsWorkload {
  const { pipeline } = new Fixture({ waves: { prod: { environments: [prod], ...wave } } });
  const traffic = worker ? {} : { targetGroup: api.targetGroup, alternate: api.alternate };
  return new aws.EcsWorkload(api.stack, 'Workload', { pipeline, environment: prod, service: api.service, ...traffic, ...props });
}

function deployed(wave: Partial<WaveOptions>, props: Props = {}, api = new Service()): Template {
  const made = workload(api, wave, props);
  expect(made.node.validate()).toEqual([]);
  return Template.fromStack(api.stack);
}

const configuration = (template: Template) => Object.values(template.findResources('AWS::ECS::Service'))[0].Properties.DeploymentConfiguration;
const minutes = Duration.minutes;
/** What the CDK writes when nothing is listened to, so that what was listened to before is given up. */
const unwatched = { Alarms: { AlarmNames: [], Enable: false, Rollback: false } };
const canary = TrafficShift.canary({ percent: 2.5, hold: minutes(15) });

const logicalId = (template: Template, type: string, AlarmName: string) => Object.keys(template.findResources(type, { Properties: { AlarmName } }))[0];

/** Names of the alarms that stop a deployment. */
function stopping(template: Template): string[] {
  const alarms = template.findResources('AWS::CloudWatch::Alarm');
  return configuration(template).Alarms.AlarmNames.map((name: { Ref: string } | string) => (typeof name === 'string' ? name : alarms[name.Ref].Properties.AlarmName));
}

describe('shift', () => {
  test('a canary is one step of ECS, in tenths of a percent', () => {
    expect(configuration(deployed({ trafficShift: canary }))).toMatchObject({
      Strategy: 'CANARY', BakeTimeInMinutes: 0, CanaryConfiguration: { CanaryPercent: 2.5, CanaryBakeTimeInMinutes: 15 },
    });
  });

  test('equal steps are linear', () => {
    expect(configuration(deployed({ trafficShift: TrafficShift.linear({ percent: 20, every: minutes(10) }) }))).toMatchObject({
      Strategy: 'LINEAR', BakeTimeInMinutes: 0, LinearConfiguration: { StepPercent: 20, StepBakeTimeInMinutes: 10 },
    });
  });

  test('what the owner has set for another strategy goes', () => {
    const api = new Service({ deploymentStrategy: DeploymentStrategy.CANARY, canaryConfiguration: { stepPercent: 5 }, bakeTime: CdkDuration.minutes(5) });
    const found = configuration(deployed({ trafficShift: TrafficShift.linear({ percent: 20, every: minutes(10) }) }, {}, api));
    expect(found).toMatchObject({ Strategy: 'LINEAR', BakeTimeInMinutes: 0 });
    expect(found.CanaryConfiguration).toBeUndefined();
  });

  test('what the owner has set for a service that is rolled goes where traffic moves, and the other way round', () => {
    const owners = { circuitBreaker: { rollback: true }, bakeTime: CdkDuration.minutes(5) };
    expect(configuration(deployed({ trafficShift: canary }, {}, new Service(owners))).DeploymentCircuitBreaker).toBeUndefined();
    const rolled = configuration(deployed({ trafficShift: TrafficShift.rolling() }, { alternate: undefined }, new Service(owners)));
    expect(rolled).toMatchObject({ Strategy: 'ROLLING', DeploymentCircuitBreaker: { Enable: true } });
    expect(rolled.BakeTimeInMinutes).toBeUndefined();
  });

  test('the old copy of a blue/green shift is kept as long as declared', () => {
    const found = configuration(deployed({ trafficShift: TrafficShift.blueGreen({ keepOld: Duration.hours(2) }) }));
    expect(found).toMatchObject({ Strategy: 'BLUE_GREEN', BakeTimeInMinutes: 120 });
    expect(found.LifecycleHooks).toBeUndefined();
  });

  test('all at once is a switch that keeps nothing', () => {
    expect(configuration(deployed({ trafficShift: TrafficShift.allAtOnce() }))).toMatchObject({ Strategy: 'BLUE_GREEN', BakeTimeInMinutes: 0 });
  });

  test('without a second target group, all at once replaces all tasks at the same time, with none missing', () => {
    expect(configuration(deployed({ trafficShift: TrafficShift.allAtOnce() }, { alternate: undefined }))).toEqual({
      ...unwatched, Strategy: 'ROLLING', MinimumHealthyPercent: 100, MaximumPercent: 200, DeploymentCircuitBreaker: { Enable: true, Rollback: true },
    });
  });

  test('rolling keeps as many tasks as declared, behind a circuit breaker, and leaves the largest number to the owner', () => {
    const api = new Service({ maxHealthyPercent: 150 });
    expect(configuration(deployed({ trafficShift: TrafficShift.rolling({ maxUnavailablePercent: 25 }) }, { alternate: undefined }, api))).toEqual({
      ...unwatched, Strategy: 'ROLLING', MinimumHealthyPercent: 75, MaximumPercent: 150, DeploymentCircuitBreaker: { Enable: true, Rollback: true },
    });
  });

  test('the circuit breaker is for services that are rolled only', () => {
    expect(configuration(deployed({ trafficShift: canary })).DeploymentCircuitBreaker).toBeUndefined();
  });

  test('a service without a load balancer can be rolled', () => {
    const template = deployed({ trafficShift: TrafficShift.rolling(), ...watched, rollbackOn: [RollbackTrigger.signal(Signal.saturation({ resource: 'cpu', atMostPercent: 80 }))] }, { worker: true });
    expect(configuration(template)).toMatchObject({ Strategy: 'ROLLING', MinimumHealthyPercent: 67 });
  });

  test('what the workload sets is not asked of the owner as well', () => {
    const api = new Service();
    workload(api, { trafficShift: canary });
    Annotations.fromStack(api.stack).hasNoWarning('*', Match.stringLikeRegexp('circuitBreaker|minHealthyPercent'));
  });
});

describe('traffic', () => {
  test('moves between two target groups by the rules, with a role that ECS takes for it', () => {
    const api = new Service();
    const template = deployed({ trafficShift: canary }, { alternate: { ...api.alternate, testListenerRule: api.testListenerRule } }, api);
    const [[roleId]] = Object.entries(template.findResources('AWS::IAM::Role', { Properties: {
      AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: 'ecs.amazonaws.com' } }] },
      ManagedPolicyArns: [{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/AmazonECSInfrastructureRolePolicyForLoadBalancers']] }],
    } }));
    template.hasResourceProperties('AWS::ECS::Service', {
      LoadBalancers: [{
        TargetGroupArn: { Ref: Match.stringLikeRegexp('^Primary') },
        AdvancedConfiguration: {
          AlternateTargetGroupArn: { Ref: Match.stringLikeRegexp('^Alternate') },
          ProductionListenerRule: { Ref: Match.stringLikeRegexp('^Rule') },
          TestListenerRule: { Ref: Match.stringLikeRegexp('^TestRule') },
          RoleArn: { 'Fn::GetAtt': [roleId, 'Arn'] },
        },
      }],
    });
  });

  test('moves at the target group that is named, and not at others of the service', () => {
    const api = new Service();
    const internal = new ApplicationTargetGroup(api.stack, 'Internal', { vpc: api.service.cluster.vpc, port: 80, targetType: TargetType.IP });
    internal.addTarget(api.service);
    const [service] = Object.values(deployed({ trafficShift: canary }, {}, api).findResources('AWS::ECS::Service'));
    const moved = service.Properties.LoadBalancers.filter(({ AdvancedConfiguration }: { AdvancedConfiguration?: object }) => AdvancedConfiguration);
    expect(moved).toEqual([expect.objectContaining({ TargetGroupArn: { Ref: expect.stringMatching(/^Primary/) } })]);
    expect(service.Properties.LoadBalancers).toHaveLength(2);
  });

  test('is left alone where there is nothing to move it to', () => {
    deployed({ trafficShift: TrafficShift.rolling() }, { alternate: undefined }).hasResourceProperties('AWS::ECS::Service', {
      LoadBalancers: [{ AdvancedConfiguration: Match.absent() }],
    });
  });
});

describe('alarms of a deployment', () => {
  test('both target groups have one, since they take turns', () => {
    const template = deployed({ ...watched, trafficShift: canary });
    expect(stopping(template)).toEqual(['shop-prod-error-ratio-primary', 'shop-prod-error-ratio-alternate']);
    expect(configuration(template).Alarms).toMatchObject({ Enable: true, Rollback: true });
    for (const part of ['Primary', 'Alternate']) {
      template.hasResourceProperties('AWS::CloudWatch::Alarm', {
        AlarmName: `shop-prod-error-ratio-${part.toLowerCase()}`,
        Threshold: 0.01,
        TreatMissingData: 'notBreaching',
        Metrics: Match.arrayWith([
          Match.objectLike({ Expression: 'FILL(errors, 0) / requests' }),
          Match.objectLike({ Id: 'errors', MetricStat: { Stat: 'Sum', Metric: { MetricName: 'HTTPCode_Target_5XX_Count', Dimensions: [
            { Name: 'LoadBalancer', Value: Match.anyValue() }, { Name: 'TargetGroup', Value: { 'Fn::GetAtt': [Match.stringLikeRegexp(`^${part}`), 'TargetGroupFullName'] } },
          ] } } }),
          Match.objectLike({ Id: 'requests', MetricStat: { Stat: 'Sum', Metric: { MetricName: 'RequestCount' } } }),
        ]),
      });
    }
  });

  test('one target group has one, which sees both versions', () => {
    expect(stopping(deployed({ ...watched, trafficShift: TrafficShift.rolling() }, { alternate: undefined }))).toEqual(['shop-prod-error-ratio']);
  });

  test('a latency is a percentile in milliseconds, where the load balancer counts seconds', () => {
    const latency = Signal.latency({ percentile: 99, atMost: Duration.millis(400), datapointsToFail: 2, period: minutes(2) });
    deployed({ trafficShift: canary, rollbackOn: [RollbackTrigger.signal(latency)] }).hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'shop-prod-latency-p99-primary',
      Threshold: 400,
      DatapointsToAlarm: 2,
      Metrics: Match.arrayWith([
        Match.objectLike({ Expression: 'seconds * 1000' }),
        Match.objectLike({ Id: 'seconds', MetricStat: { Stat: 'p99', Period: 120, Metric: { MetricName: 'TargetResponseTime' } } }),
      ]),
    });
  });

  test('ask for a minimum of requests, which the bake counts by itself', () => {
    const errors = Signal.errorRatio({ atMost: 0.01, minimumRequests: 30 });
    const template = deployed({ rollbackOn: [RollbackTrigger.signal(errors)], bakeTime: minutes(30), trafficShift: canary });
    expect(stopping(template)).toEqual(['shop-prod-error-ratio-primary-shift', 'shop-prod-error-ratio-alternate-shift']);
    const expressions = (AlarmName: string) => alarmOf(template, AlarmName)?.Metrics.flatMap(({ Expression }) => Expression ?? []);
    expect(expressions('shop-prod-error-ratio-primary-shift')).toEqual(['IF(requests >= 10, measured, 0)', 'FILL(errors, 0) / requests']);
    expect(expressions('shop-prod-error-ratio-primary')).toEqual(['FILL(errors, 0) / requests']);
  });

  test('are there without a signal when the owner has some, which stay', () => {
    const api = new Service({ deploymentAlarms: { alarmNames: ['queue'] } });
    expect(stopping(deployed({ ...watched, trafficShift: canary }, {}, api))).toEqual(['queue', 'shop-prod-error-ratio-primary', 'shop-prod-error-ratio-alternate']);
    expect(configuration(deployed({ trafficShift: canary }))).toMatchObject(unwatched);
  });
});

describe('alarm of a bake', () => {
  /** Logical ids, in the order of the rule. */
  const rule = (template: Template, AlarmName: string) => {
    const [composite] = Object.values(template.findResources('AWS::CloudWatch::CompositeAlarm', { Properties: { AlarmName } }));
    return JSON.stringify(composite.Properties.AlarmRule);
  };

  test('listens to both target groups, and to silence only when both are silent', () => {
    const template = deployed({ ...watched, trafficShift: canary });
    for (const part of ['primary', 'alternate']) {
      expect(rule(template, 'shop-prod')).toContain(logicalId(template, 'AWS::CloudWatch::Alarm', `shop-prod-error-ratio-${part}`));
      template.hasResourceProperties('AWS::CloudWatch::Alarm', { AlarmName: `shop-prod-no-data-${part}`, MetricName: 'RequestCount', TreatMissingData: 'breaching' });
    }
    const silent = ['primary', 'alternate'].map((part) => logicalId(template, 'AWS::CloudWatch::Alarm', `shop-prod-no-data-${part}`));
    expect(rule(template, 'shop-prod')).toMatch(new RegExp(`${silent[0]}[^O]*AND[^O]*${silent[1]}`));
  });

  test.each([['cpu', 'CPUUtilization'], ['memory', 'MemoryUtilization']])('saturation of %s is the service\'s, and no tasks at all is a failure', (resource, MetricName) => {
    const saturation = Signal.saturation({ resource, atMostPercent: 80 });
    const template = deployed({ trafficShift: canary, bakeTime: minutes(30), rollbackOn: [RollbackTrigger.signal(saturation)] });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: `shop-prod-saturation-${resource}`, Namespace: 'AWS/ECS', MetricName, Statistic: 'Average', Threshold: 80, Period: 60, TreatMissingData: 'breaching',
    });
    // it does not tell versions apart
    expect(configuration(template)).toMatchObject(unwatched);
    template.resourceCountIs('AWS::CloudWatch::Alarm', 1);
  });

  test('a custom signal is the metric given to it', () => {
    const custom = Signal.custom({ name: 'queue-age', metric: 'age', atMost: 60 });
    deployed({ gates: [Gate.quiet(custom)] }, { metrics: { 'queue-age': new Metric({ namespace: 'Shop', metricName: 'Age' }) } })
      .hasResourceProperties('AWS::CloudWatch::Alarm', { AlarmName: 'shop-prod-queue-age', Namespace: 'Shop', MetricName: 'Age' });
  });
});

describe('hooks', () => {
  const stages = [aws.EcsStage.PRE_PRODUCTION_TRAFFIC_SHIFT];
  const pause = (onTimeout?: aws.EcsTimeoutAction) => [aws.EcsHook.pause({ stages, timeout: Duration.hours(4), onTimeout })];

  test('a pause waits for somebody, and goes on when nobody comes, so that a rollback gets through', () => {
    expect(configuration(deployed({ trafficShift: canary }, { hooks: pause() })).LifecycleHooks).toEqual([
      { TargetType: 'PAUSE', LifecycleStages: ['PRE_PRODUCTION_TRAFFIC_SHIFT'], TimeoutConfiguration: { Action: 'CONTINUE', TimeoutInMinutes: 240 } },
    ]);
  });

  describe('SP4417: a pause that goes back when nobody comes takes a rollback back, too', () => {
    const { ROLLBACK } = aws.EcsTimeoutAction;
    const warnings = ({ stack }: Service) => Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('SP4417')).map(({ id, entry }) => [id, entry.data]);

    test('is told at the workload', () => {
      const api = new Service();
      expect(configuration(deployed({ trafficShift: canary }, { hooks: pause(ROLLBACK) }, api)).LifecycleHooks).toMatchObject([{ TimeoutConfiguration: { Action: 'ROLLBACK' } }]);
      expect(warnings(api)).toEqual([['/Api/Workload', expect.stringMatching(
        /^SP4417 Api\/Workload: .*got "a pause of 240 min at PRE_PRODUCTION_TRAFFIC_SHIFT that ends with ROLLBACK", allowed is EcsTimeoutAction\.CONTINUE; .* \[ack: spillway:SP4417\]$/,
      )]]);
    });

    test('is not told of a pause that goes on, nor of a function, which answers for itself on the way back as well', () => {
      const api = new Service();
      const handler = new Function(api.stack, 'Mine', { runtime: Runtime.NODEJS_22_X, handler: 'i.h', code: Code.fromInline('1') });
      deployed({ trafficShift: canary }, { hooks: [...pause(), aws.EcsHook.function({ handler, stages: [aws.EcsStage.POST_SCALE_UP] })] }, api);
      expect(warnings(api)).toEqual([]);
    });

    test('may be acknowledged for the pipeline, with its reason', () => {
      const api = new Service();
      const { pipeline } = new Fixture({ waves: { prod: { environments: [prod], trafficShift: canary } } });
      pipeline.acknowledge('SP4417', 'somebody is always there');
      new aws.EcsWorkload(api.stack, 'Workload', { pipeline, environment: prod, service: api.service, targetGroup: api.targetGroup, alternate: api.alternate, hooks: pause(ROLLBACK) });
      expect(warnings(api)).toEqual([]);
    });
  });

  test('a preview is a pause that goes on by itself, before test traffic where there is none, after it where there is', () => {
    const trafficShift = TrafficShift.blueGreen({ preview: minutes(10) });
    const preview = (stage: string) => [{ TargetType: 'PAUSE', LifecycleStages: [stage], TimeoutConfiguration: { Action: 'CONTINUE', TimeoutInMinutes: 10 } }];
    expect(configuration(deployed({ trafficShift })).LifecycleHooks).toEqual(preview('POST_SCALE_UP'));
    const api = new Service();
    const alternate = { ...api.alternate, testListenerRule: api.testListenerRule };
    expect(configuration(deployed({ trafficShift }, { alternate }, api)).LifecycleHooks).toEqual(preview('POST_TEST_TRAFFIC_SHIFT'));
  });

  test('a function is asked with a role that may ask this function only, and the owner\'s hooks stay', () => {
    const api = new Service();
    const props = { runtime: Runtime.NODEJS_22_X, handler: 'i.h', code: Code.fromInline('1') };
    const [mine, owners] = ['Mine', 'Owners'].map((id) => new Function(api.stack, id, props));
    api.service.addLifecycleHook(new DeploymentLifecycleLambdaTarget(owners, 'Hook', { lifecycleStages: [DeploymentLifecycleStage.POST_SCALE_UP] }));
    const onTimeout = aws.EcsTimeoutAction.CONTINUE;
    const hooks = [aws.EcsHook.function({ handler: mine, stages: [aws.EcsStage.POST_SCALE_UP], timeout: minutes(5), onTimeout })];
    const template = deployed({ trafficShift: canary }, { hooks }, api);
    const [first, second] = configuration(template).LifecycleHooks;
    // the first deployment may not begin before it may ask
    const [{ DependsOn }] = Object.values(template.findResources('AWS::ECS::Service'));
    expect(DependsOn).toContainEqual(expect.stringMatching(/^WorkloadHookRoleDefaultPolicy/));
    expect(first).toMatchObject({ HookTargetArn: { 'Fn::GetAtt': [expect.stringMatching(/^Owners/), 'Arn'] } });
    expect(second).toEqual({
      TargetType: 'AWS_LAMBDA',
      HookTargetArn: { 'Fn::GetAtt': [expect.stringMatching(/^Mine/), 'Arn'] },
      RoleArn: { 'Fn::GetAtt': [expect.stringMatching(/^WorkloadHookRole/), 'Arn'] },
      LifecycleStages: ['POST_SCALE_UP'],
      TimeoutConfiguration: { Action: 'CONTINUE', TimeoutInMinutes: 5 },
    });
    template.hasResourceProperties('AWS::IAM::Policy', {
      Roles: [{ Ref: Match.stringLikeRegexp('^WorkloadHookRole') }],
      PolicyDocument: { Statement: [{ Action: 'lambda:InvokeFunction', Effect: 'Allow', Resource: [
        { 'Fn::GetAtt': [Match.stringLikeRegexp('^Mine'), 'Arn'] }, { 'Fn::Join': ['', [{ 'Fn::GetAtt': [Match.stringLikeRegexp('^Mine'), 'Arn'] }, ':*']] },
      ] }] },
    });
  });

  test('who may continue a deployment may continue those of this service', () => {
    const api = new Service();
    const hooks = [aws.EcsHook.pause({ stages: [aws.EcsStage.POST_SCALE_UP], timeout: minutes(5) })];
    const role = new Role(api.stack, 'Operators', { assumedBy: new AccountPrincipal('222222222222') });
    workload(api, { trafficShift: canary }, { hooks }).grantContinue(role);
    const Roles = [{ Ref: Match.stringLikeRegexp('^Operators') }];
    const [policy] = Object.values(Template.fromStack(api.stack).findResources('AWS::IAM::Policy', { Properties: { Roles } }));
    const [{ Action, Resource }] = policy.Properties.PolicyDocument.Statement;
    expect(Action).toEqual(['ecs:ContinueServiceDeployment', 'ecs:DescribeServiceDeployments', 'ecs:ListServiceDeployments']);
    expect(JSON.stringify(Resource[1])).toMatch(/:ecs:eu-central-1:222222222222:service-deployment\/.*Cluster.*Service.*\/\*/);
  });

  test('SP4018: fails when who may continue a deployment is of another account', () => {
    const api = new Service();
    const workloadOf = workload(api, { trafficShift: canary });
    workloadOf.grantContinue(Role.fromRoleArn(api.stack, 'Operators', 'arn:aws:iam::999999999999:role/operators'));
    expect(workloadOf.node.validate()).toEqual([expect.stringMatching(/^SP4018 .*got "grantContinue to Api\/Operators of 999999999999", allowed is a role of 222222222222; /)]);
  });
});

test('a whole release with a service is synthesized, with its alarm read by the pipeline', () => {
  const fixture = new Fixture({ waves: { prod: { ...watched, trafficShift: canary } } });
  const [environment] = fixture.environments;
  const stage = new Stage(fixture.app, 'prod', { env: workloads });
  const api = new Service({}, new Stack(stage, 'Api'));
  const { service, targetGroup, alternate } = api;
  new aws.EcsWorkload(api.stack, 'Workload', { pipeline: fixture.pipeline, environment, service, targetGroup, alternate });
  fixture.release.deploy(environment, stage);
  expect(fixture.failure).toBe('');
});
