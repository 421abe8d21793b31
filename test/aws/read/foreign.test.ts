import { readFileSync } from 'node:fs';
import { aws } from 'spillway';
import type { PlanDocument } from '../../../src/plan/document';
import { describeWithShared, shared } from '../../shared';

interface Read {
  readonly plan: PlanDocument;
  /** Places and texts of what is told of this template. */
  readonly told: [place: string, text: string][];
}

function reading(file: string): Read {
  const { plans, notes } = aws.TemplateReading.of({ [file]: readFileSync(shared('data', 'codepipeline-templates', file), 'utf8') });
  expect(plans).toHaveLength(1);
  return { plan: plans[0]._document, told: notes.filter(({ template }) => template === file).map(({ path, text }) => [path, text]) };
}

describeWithShared('templates that others have written', () => {
  test('a stack that is deployed, asked about, and then switched', () => {
    const { plan, told } = reading('aws-samples_ecs-blue-green-deployment.yaml');
    expect(plan).toMatchObject({ service: 'pipeline', supersede: true, environments: [{ name: 'deploy-approve-swap', tier: 'production' }], signals: [] });
    const [wave, ...others] = plan.waves;
    expect(others).toEqual([]);
    expect(wave).toMatchObject({ name: 'deploy-approve-swap', environments: ['deploy-approve-swap'], gates: [], bakeMs: 0, triggers: [], shift: { kind: 'allAtOnce' } });
    expect(wave.verifications).toMatchObject([{ id: 'swap-target-group', job: { commands: ['Lambda ${BlueGreenFlipLambda}'] } }]);
    expect(told).toEqual([
      ['Stages/2/Actions/0', 'deploys "templates/ecs-cluster.yaml", which is not among the templates: how its traffic moves, and what stops it, is not known'],
      ['Stages/2/Actions/1', 'asks somebody after a deployment: no gate stands for it, since a gate holds back a whole wave'],
      ['Stages/2/Actions/2', 'what Lambda runs is not in the templates; it is taken for a job'],
      ['Stages/2', 'a failure in it undoes nothing'],
    ]);
  });

  test('a function that deploys', () => {
    const { plan, told } = reading('aws-samples_kube-code-service.yaml');
    expect(plan.waves).toMatchObject([{ name: 'deploy', environments: ['deploy'], gates: [], verifications: [], bakeMs: 0, triggers: [] }]);
    expect(told).toEqual([
      ['Stages/2/Actions/0', 'is taken for a deployment, since it is called one; what it does is not known'],
      ['Stages/2/Actions/0', 'how Lambda moves traffic is not in the templates'],
      ['Stages/2', 'a failure in it undoes nothing'],
    ]);
  });

  test('a template that CodePipeline would refuse is told as what it is', () => {
    const { plan, told } = reading('cfn-lint_bad_stages_second_stage.yaml');
    expect(plan).toMatchObject({ service: 'test-pipeline', waves: [], environments: [] });
    expect(told).toEqual([
      ['Stages/1/Actions/0/Name', 'refers to "Github", which the template does not have'],
      ['Stages/1/Actions/0', 'fetches a source after the first stage, which CodePipeline refuses'],
      ['', 'deploys nothing that could be recognized, so there is no wave'],
    ]);
  });

  test('a pipeline that builds and deploys nothing, with an action that depends on the Region', () => {
    const { plan, told } = reading('cfn-lint_resources_codepipeline.yaml');
    expect(plan).toMatchObject({ service: 'test-pipeline', waves: [], environments: [] });
    expect(told).toEqual([
      ['Stages/2/Actions/0', 'depends on the condition "myCondition"; read as if it held'],
      ['', 'deploys nothing that could be recognized, so there is no wave'],
      ['Stages/2', 'stands before no deployment'],
    ]);
  });
});

test('a pipeline of somebody else, with alarms, windows and a function that shifts', () => {
  const text = `
Parameters:
  Zone: { Type: String, Default: Europe/Paris }
  Group: { Type: String, Default: sre }
Conditions:
  Always: !Equals [a, a]
Resources:
  Pipeline:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Name: orders
      PipelineType: V2
      ExecutionMode: QUEUED
      Stages:
        - Name: Source
          Actions: [{ Name: Code, ActionTypeId: { Category: Source, Owner: AWS, Provider: CodeCommit, Version: 1 } }]
        - Name: Staging
          Actions:
            - { Name: Stack, RunOrder: 1, ActionTypeId: { Category: Deploy, Owner: AWS, Provider: CloudFormation, Version: 1 }, Configuration: { StackName: staging } }
            - { Name: Smoke, RunOrder: 2, ActionTypeId: { Category: Test, Owner: AWS, Provider: CodeBuild, Version: 1 }, Configuration: { ProjectName: !Ref Smoke } }
        - Name: Approve
          Actions:
            - { Name: !Sub 'ask-\${Group}', ActionTypeId: { Category: Approval, Owner: AWS, Provider: Manual, Version: 1 } }
        - Name: Production
          BeforeEntry:
            Conditions:
              - Result: FAIL
                Rules:
                  - { Name: Hours, RuleTypeId: { Category: Rule, Owner: AWS, Provider: DeploymentWindow, Version: 1 }, Configuration: { Cron: '* * 9-16 ? * MON-THU *', TimeZone: !Ref Zone } }
          OnSuccess:
            Conditions:
              - Result: !If [Always, ROLLBACK, FAIL]
                Rules:
                  - { Name: Watch, RuleTypeId: { Category: Rule, Owner: AWS, Provider: CloudWatchAlarm, Version: 1 }, Configuration: { AlarmName: !Ref Any, WaitTime: '45' } }
          OnFailure: { Result: ROLLBACK }
          Actions:
            - { Name: Eu, Region: eu-west-1, ActionTypeId: { Category: Deploy, Owner: AWS, Provider: CodeDeploy, Version: 1 }, Configuration: { ApplicationName: orders, DeploymentGroupName: !Ref Deployments } }
            - { Name: Us, Region: us-east-1, ActionTypeId: { Category: Deploy, Owner: AWS, Provider: CloudFormation, Version: 1 }, Configuration: { StackName: us } }
  Smoke:
    Type: AWS::CodeBuild::Project
    Properties:
      TimeoutInMinutes: 15
      Environment: { Image: 'alpine:3' }
      Source: { Type: CODEPIPELINE, BuildSpec: "phases:\\n  build:\\n    commands:\\n      - ./smoke.sh\\n" }
  Deployments:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties: { ApplicationName: orders, DeploymentConfigName: CodeDeployDefault.LambdaLinear10PercentEvery3Minutes }
  Any:
    Type: AWS::CloudWatch::CompositeAlarm
    Properties: { AlarmName: any, AlarmRule: !Sub 'ALARM("\${Slow}") OR ALARM("\${Queue.Arn}") OR ALARM(gone)' }
  Slow:
    Type: AWS::CloudWatch::Alarm
    Properties: { Namespace: AWS/ApplicationELB, MetricName: TargetResponseTime, ExtendedStatistic: p95, Period: 300, EvaluationPeriods: 2, Threshold: 0.5, ComparisonOperator: GreaterThanThreshold }
  Queue:
    Type: AWS::CloudWatch::Alarm
    Properties: { AlarmName: Queue Age, Namespace: AWS/SQS, MetricName: ApproximateAgeOfOldestMessage, Statistic: Maximum, Period: 60, EvaluationPeriods: 5, DatapointsToAlarm: 3, Threshold: 60, ComparisonOperator: GreaterThanThreshold, TreatMissingData: breaching }
`;
  const { plans: [{ _document: plan }], notes } = aws.TemplateReading.of({ 'orders.yaml': text });
  expect(plan).toMatchObject({ service: 'orders', supersede: false });
  expect(plan.environments.map(({ name, tier }) => [name, tier])).toEqual([['staging', 'staging'], ['production-eu-west-1', 'production'], ['production-us-east-1', 'production']]);
  expect(plan.signals).toEqual([
    { name: 'slow', measure: { kind: 'latency', percentile: 95, atMostMs: 500, minimumRequests: 1 }, periodMs: 300_000, datapointsToFail: 2, datapointsObserved: 2, noData: 'hold', scope: 'service' },
    { name: 'queue-age', measure: { kind: 'custom', metric: 'ApproximateAgeOfOldestMessage', statistic: 'maximum', comparison: 'atMost', bound: 60 }, periodMs: 60_000, datapointsToFail: 3, datapointsObserved: 5, noData: 'fail', scope: 'service' },
    { name: 'gone', measure: { kind: 'custom', metric: 'gone', statistic: 'unknown', comparison: 'atMost', bound: 0 }, periodMs: 60_000, datapointsToFail: 1, datapointsObserved: 1, noData: 'hold', scope: 'service' },
  ]);
  const [staging, production] = plan.waves;
  expect(staging).toMatchObject({ name: 'staging', after: [], gates: [], triggers: [{ kind: 'operator' }] });
  expect(staging.verifications).toEqual([{ id: 'smoke', kind: 'job', job: { name: 'smoke', commands: ['./smoke.sh'], image: 'alpine:3', timeoutMs: 900_000 } }]);
  expect(production).toMatchObject({ name: 'production', after: ['staging'], bakeMs: 2_700_000, shift: { kind: 'linear', steps: [{ percent: 10, holdMs: 180_000 }, {}, {}, {}, {}, {}, {}, {}, {}, {}] } });
  expect(production.gates).toMatchObject([
    { id: 'approval-1', group: 'ask-sre', quorum: 1, excludeAuthor: false, timeoutMs: 604_800_000 },
    { id: 'window-1', windows: [{ hours: { days: [1, 2, 3, 4], fromMinuteOfDay: 540, toMinuteOfDay: 1_020, timeZone: 'Europe/Paris' } }] },
  ]);
  expect(production.triggers.map((trigger) => (trigger.kind === 'signal' ? trigger.signal : trigger.kind))).toEqual(['failedDeployment', 'failedVerification', 'operator', 'slow', 'queue-age', 'gone']);
  expect(notes.filter(({ template }) => template).map(({ logicalId, path, text: said }) => `${logicalId}/${path}: ${said}`)).toEqual([
    'Pipeline/Stages/1/Actions/0: how CloudFormation moves traffic is not in the templates',
    'Pipeline/Stages/1: a failure in it undoes nothing',
    'Pipeline/Stages/3/Actions/1: how CloudFormation moves traffic is not in the templates',
    'Any/AlarmRule: the alarm "gone" is in none of the templates: what it measures is not known, and a signal stands in for it',
    'Slow/TreatMissingData: an alarm without data does not fire here, and no signal of a plan passes without data; read as one that holds',
  ]);
});
