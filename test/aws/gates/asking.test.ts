import { Match } from 'aws-cdk-lib/assertions';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Fn, Stack, Stage } from 'aws-cdk-lib/core';
import type { Gate as DeclaredGate } from 'spillway';
import { aws, Gate } from 'spillway';
import { Fixture, tooling, workloads } from '../fixture';
import { askedIn } from './parameters';

const change = Gate.change({ system: 'snow', states: ['approved', 'scheduled'] });
const dependsOn = Gate.dependsOn({ service: 'payments', environment: 'live', versions: '^2.1.0 || 3.x' });
const budget = Gate.budget({ objective: 0.999, remainingAtLeast: 0.25 });
const snow = (url = 'https://changes.example.com/tickets') => (stack: Stack) => ({
  changeSystems: { snow: aws.ChangeSystem.http({ url, token: Secret.fromSecretNameV2(stack, 'Token', 'snow-token') }) },
});
const gated = (gates: DeclaredGate[], candidate?: (stack: Stack) => object) => new Fixture({ waves: { prod: { gates } }, candidate });

interface Action { readonly Name: string; readonly ActionTypeId: { readonly Provider: string }; readonly Configuration: { readonly UserParameters: unknown } }
const actions = (fixture: Fixture) => fixture.stage('gate-prod').Actions as unknown as Action[];

/** What the role of the gate function may do besides writing its logs and answering jobs. */
function permissions({ template }: Fixture): [unknown, string][] {
  const policies = Object.entries(template.findResources('AWS::IAM::Policy')).filter(([id]) => /GateRoleDefaultPolicy/.test(id));
  const statements = policies.flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement as { Action: string | string[]; Resource: unknown }[]);
  return statements.filter(({ Action }) => !/^(logs|codepipeline:PutJob)/.test(`${Action}`)).map(({ Action, Resource }) => [Action, JSON.stringify(Resource)]);
}

describe('a change ticket', () => {
  const fixture = () => gated([change], snow()).deployAll();

  test('is asked for by an action, which may wait, and not by a rule', () => {
    const [action, ...others] = actions(fixture());
    expect(others).toEqual([]);
    expect([action.Name, action.ActionTypeId.Provider]).toEqual(['change-snow', 'Lambda']);
    expect(askedIn(action.Configuration.UserParameters)).toEqual({
      pipeline: 'shop-release', stage: 'gate-prod', execution: '#{codepipeline.PipelineExecutionId}', canWait: true,
      questions: [{
        kind: 'change', url: 'https://changes.example.com/tickets', secret: expect.stringContaining(':secret:snow-token'),
        states: ['approved', 'scheduled'], service: 'shop', wave: 'prod',
      }],
    });
  });

  test('that is refused is not asked for again by itself', () => {
    expect(fixture().stage('gate-prod')).not.toHaveProperty('OnFailure');
  });

  test('takes the token, what the release is, and the answer to the action', () => {
    expect(permissions(fixture())).toEqual([
      [['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'], expect.stringContaining(':secret:snow-token')],
      ['codepipeline:GetPipelineExecution', expect.stringContaining(':codepipeline:eu-central-1:111111111111:shop-release')],
    ]);
  });

  test('leaves room for what is filled in at deployment', () => {
    const [{ Configuration }] = actions(gated([change], snow(`https://changes.example.com/${'x'.repeat(345)}`)).deployAll());
    expect(JSON.stringify(askedIn(Configuration.UserParameters)).length).toBeLessThan(1000 - 200);
  });

  test('fails when the system is not known', () => {
    expect(gated([change]).deployAll().failure).toMatch(/SP4301 Shop\/prod\/gates\/\S+: .*got "snow"/);
  });

  test('fails when the token would be sent in the clear', () => {
    expect(gated([change], snow('http://changes.example.com')).deployAll().failure).toMatch(/SP4302 Shop\/prod\/gates\/\S+: .*got "http:\/\/changes.example.com"/);
  });

  test('fails when the address is too long for what an action takes', () => {
    expect(gated([change], snow(`https://${'x'.repeat(400)}`)).deployAll().failure).toMatch(/SP4308 /);
  });

  test.each([
    ['known', () => 'https://changes.example.com'],
    ['known only when it is deployed', (stack: Stack) => `${Fn.importValue('ChangesOf')}${stack.region}`],
  ])('fails when it has more states than an action takes, with an address that is %s', (_, url) => {
    const failure = (count: number) => {
      const states = Array.from({ length: count }, (__, i) => `state-number-${i}`);
      return gated([Gate.change({ system: 'snow', states })], (stack) => snow(url(stack))(stack)).deployAll().failure;
    };
    expect(failure(15)).toBe('');
    expect(failure(40)).toMatch(/SP4308 Shop\/prod\/gates\/\S+: .*allowed is at most 400 together/);
  });
});

describe('another release', () => {
  test('is waited for by an action that reads its record and nothing else', () => {
    const fixture = gated([dependsOn]).deployAll();
    const [action] = actions(fixture);
    expect(action.Name).toBe('depends-on-payments-live');
    expect(askedIn(action.Configuration.UserParameters).questions).toEqual([
      { kind: 'dependsOn', record: '/spillway/payments/running/live', versions: '>=2.1.0 <3.0.0-0||>=3.0.0 <4.0.0-0' },
    ]);
    expect(permissions(fixture)).toEqual([
      ['ssm:GetParameter', expect.stringContaining(':ssm:eu-central-1:111111111111:parameter/spillway/payments/running/live')],
    ]);
  });

  test('is told what runs where: each success of a deploy stage is written down, and the synthesis says its version', () => {
    const { template } = gated([]).deployAll();
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: { 'detail-type': ['CodePipeline Stage Execution State Change'], 'detail': { pipeline: ['shop-release'], state: ['SUCCEEDED'] } },
    });
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({
        Action: 'ssm:PutParameter', Resource: { 'Fn::Join': ['', Match.arrayWith([':ssm:eu-central-1:111111111111:parameter/spillway/shop/running/*'])] },
      })]) },
    });
    template.hasResourceProperties('AWS::CodeBuild::Project', { Source: { BuildSpec: Match.stringLikeRegexp('"exported-variables": \\[\\s*"RELEASE_VERSION"') } });
  });

  test('fails when the range is longer than an action takes', () => {
    const versions = Array.from({ length: 60 }, (_, i) => `1.0.${i}`).join(' || ');
    expect(gated([Gate.dependsOn({ service: 'payments', environment: 'live', versions })]).deployAll().failure).toMatch(/SP4308 Shop\/prod\/gates\//);
  });
});

describe('an error budget', () => {
  test('is counted by an objective that the workload makes: failures among all requests', () => {
    const template = gated([budget]).deployAll().functionTemplate('prod');
    const [objective] = Object.values(template.findResources('AWS::ApplicationSignals::ServiceLevelObjective')).map(({ Properties }) => Properties);
    expect(objective).toMatchObject({ Name: 'shop-prod-budget', Goal: { AttainmentGoal: 99.9, Interval: { RollingInterval: { Duration: 30, DurationUnit: 'DAY' } } } });
    const { TotalRequestCountMetric: total, MonitoredRequestCountMetric: { BadCountMetric: bad } } = objective.RequestBasedSli.RequestBasedSliMetric;
    expect(total).toMatchObject([
      { Id: 'all0', ReturnData: false, MetricStat: { Stat: 'Sum', Period: 60, Metric: { Namespace: 'AWS/Lambda', MetricName: 'Invocations' } } },
      { Id: 'total', Expression: 'all0', ReturnData: true },
    ]);
    expect(bad.map(({ Id, Expression, ReturnData }: Record<string, unknown>) => [Id, Expression, ReturnData])).toEqual([
      ['failing0', 'failing0_errors / failing0_invocations', false], ['failing0_errors', undefined, false], ['failing0_invocations', undefined, false],
      ['all0', undefined, false], ['bad', 'failing0 * all0', true],
    ]);
  });

  test('is asked for on entry, with the role of the environment\'s account', () => {
    const fixture = gated([budget]).deployAll();
    const { OnSuccess, BeforeEntry } = fixture.stage('enter-prod');
    expect(BeforeEntry).toBeUndefined();
    const [{ Result, Rules: [{ Configuration }] }] = OnSuccess!.Conditions;
    expect(Result).toBe('FAIL');
    expect(askedIn(Configuration.UserParameters).questions).toEqual([{
      kind: 'budget', objective: 'arn:aws:application-signals:eu-central-1:222222222222:slo/shop-prod-budget', region: 'eu-central-1',
      role: 'arn:aws:iam::222222222222:role/shop-prod-alarm-reader', remainingAtLeastRatio: 0.25,
    }]);
    expect(permissions(fixture)).toEqual([['sts:AssumeRole', expect.stringContaining(':iam::222222222222:role/shop-prod-alarm-reader')]]);
    fixture.functionTemplate('prod').hasResourceProperties('AWS::IAM::Role', {
      RoleName: 'shop-prod-alarm-reader',
      Policies: [{ PolicyDocument: { Statement: [{ Action: 'application-signals:BatchGetServiceLevelObjectiveBudgetReport', Resource: Match.anyValue() }] } }],
    });
  });

  test('of the pipeline\'s own account is read directly', () => {
    const fixture = gated([budget]).deployAll(() => tooling);
    expect(permissions(fixture)).toEqual([['application-signals:BatchGetServiceLevelObjectiveBudgetReport', expect.stringContaining(':111111111111:slo/shop-prod-budget')]]);
    expect(fixture.functionTemplate('prod').findResources('AWS::IAM::Role', { Properties: { RoleName: 'shop-prod-alarm-reader' } })).toEqual({});
  });

  test('fails when nothing in the stage counts it', () => {
    const fixture = gated([budget]);
    const stage = new Stage(fixture.app, 'prod', { env: workloads });
    new Stack(stage, 'Api');
    fixture.release.deploy(fixture.environments[0], stage);
    expect(fixture.failure).toMatch(/SP4307 prod: .*got "no such objective", allowed is an objective of Application Signals named shop-prod-budget/);
  });
});

describe('a quorum', () => {
  const fixture = () => gated([Gate.approval({ group: 'leads', quorum: 2 }), Gate.approval({ group: 'security' })]).deployAll();

  test('fails the stage unless different people have answered, before anything else goes on', () => {
    const { OnSuccess, OnFailure } = fixture().stage('gate-prod');
    const [{ Result, Rules: [{ Configuration }] }] = OnSuccess!.Conditions;
    expect(Result).toBe('FAIL');
    expect(OnFailure).toBeUndefined();
    expect(askedIn(Configuration.UserParameters)).toMatchObject({ stage: 'gate-prod', canWait: false, questions: [{ kind: 'people', approvals: { leads: ['approve-leads-1', 'approve-leads-2'] } }] });
  });

  test('is judged by what CodePipeline knows of the execution', () => {
    expect(permissions(fixture())).toEqual([[['codepipeline:ListActionExecutions', 'codepipeline:GetPipelineState'], expect.stringContaining(':shop-release')]]);
  });

  test('of one asks nobody', () => {
    expect(gated([Gate.approval({ group: 'leads' })]).deployAll().stage('gate-prod')).not.toHaveProperty('OnSuccess');
  });
});

test('one function answers all questions of a pipeline, outside of any network, with logs that end', () => {
  const { template } = gated([change, dependsOn, budget, Gate.approval({ group: 'leads', quorum: 2 })], snow()).deployAll();
  template.resourceCountIs('AWS::Lambda::Function', 1);
  template.hasResourceProperties('AWS::Lambda::Function', {
    Runtime: 'nodejs24.x', Handler: 'index.handler', VpcConfig: Match.absent(), ReservedConcurrentExecutions: Match.absent(),
    LoggingConfig: { LogGroup: { Ref: Match.stringLikeRegexp('GateLogs') } },
  });
  const logs = template.findResources('AWS::Logs::LogGroup');
  const retained = Object.entries(logs).map(([id, { Properties }]) => [id.replace(/[0-9A-F]{8}$/, ''), Properties.RetentionInDays]);
  expect(retained).toContainEqual(['ReleaseGatesJudgeGateLogs', 365]);
  expect(retained.filter(([, days]) => !days)).toEqual([]);
});

test('the function may answer jobs where it is asked by a rule only, since a rule may come as one', () => {
  const { template } = gated([budget]).deployAll();
  const [[, { Properties }]] = Object.entries(template.findResources('AWS::IAM::Policy')).filter(([id]) => /GateRoleDefaultPolicy/.test(id));
  expect(Properties.PolicyDocument.Statement).toContainEqual({ Action: ['codepipeline:PutJobSuccessResult', 'codepipeline:PutJobFailureResult'], Effect: 'Allow', Resource: '*' });
});

test('the pipeline may call the function, which the CDK does not say of rules', () => {
  const { template } = gated([budget]).deployAll();
  const [[, { Properties }]] = Object.entries(template.findResources('AWS::IAM::Policy')).filter(([id]) => /PipelineRoleDefaultPolicy/.test(id));
  expect(Properties.PolicyDocument.Statement).toContainEqual({
    Action: 'lambda:InvokeFunction', Effect: 'Allow', Resource: { 'Fn::GetAtt': [expect.stringMatching(/JudgeGateFunction/), 'Arn'] },
  });
});
