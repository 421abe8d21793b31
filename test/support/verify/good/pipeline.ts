import type { CfnTemplate, Subject } from '../subject';

const CONNECTION = 'arn:aws:codeconnections:eu-central-1:111111111111:connection/4f0bd4a5-1c1b-4f6e-9d0e-2f1c3b7a8d90';
const ref = (Ref: string) => ({ Ref });
const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const sub = (text: string) => ({ 'Fn::Sub': text });
const trust = (service: string) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: `${service}.amazonaws.com` }, Action: 'sts:AssumeRole' }] });
const allow = (Action: string | string[], Resource: unknown) => ({ Effect: 'Allow', Action, Resource });
const role = (service: string, ...Statement: unknown[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: { AssumeRolePolicyDocument: trust(service), Policies: [{ PolicyName: 'Own', PolicyDocument: { Version: '2012-10-17', Statement } }] },
});
const rule = (Name: string, Provider: string, Configuration: object, more: object = {}) => ({
  Name, RuleTypeId: { Category: 'Rule', Owner: 'AWS', Provider, Version: '1' }, ...(Object.keys(Configuration).length > 0 ? { Configuration } : {}), ...more,
});
const condition = (Result: string, ...Rules: object[]) => ({ Conditions: [{ Result, Rules }] });
const action = (Name: string, Category: string, Provider: string, Configuration: object, more: object = {}) => ({
  Name, ActionTypeId: { Category, Owner: 'AWS', Provider, Version: '1' }, RunOrder: 1, ...(Object.keys(Configuration).length > 0 ? { Configuration } : {}), ...more,
});
const built = { InputArtifacts: [{ Name: 'Built' }] };

const template = {
  Resources: {
    Artifacts: { Type: 'AWS::S3::Bucket', Properties: { BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] } } },
    Project: {
      Type: 'AWS::CodeBuild::Project',
      Properties: {
        ServiceRole: arn('ProjectRole'),
        Artifacts: { Type: 'CODEPIPELINE' },
        Source: { Type: 'CODEPIPELINE' },
        Environment: { Type: 'LINUX_CONTAINER', ComputeType: 'BUILD_GENERAL1_SMALL', Image: 'aws/codebuild/standard:7.0' },
        TimeoutInMinutes: 30,
      },
    },
    ProjectRole: role('codebuild', allow(['s3:GetObject', 's3:PutObject'], sub('${Artifacts.Arn}/*')), allow(['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], sub('arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/codebuild/*'))),
    Errors: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        AlarmName: 'shop-errors', Namespace: 'AWS/Lambda', MetricName: 'Errors', Statistic: 'Sum', Period: 60,
        EvaluationPeriods: 3, DatapointsToAlarm: 3, Threshold: 1, ComparisonOperator: 'GreaterThanThreshold', TreatMissingData: 'notBreaching',
      },
    },
    Ratio: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        AlarmName: 'shop-ratio', EvaluationPeriods: 3, Threshold: 0.01, ComparisonOperator: 'GreaterThanThreshold', TreatMissingData: 'breaching',
        Metrics: [
          { Id: 'ratio', Expression: 'errors / requests' },
          { Id: 'errors', ReturnData: false, MetricStat: { Metric: { Namespace: 'AWS/Lambda', MetricName: 'Errors' }, Period: 60, Stat: 'Sum' } },
          { Id: 'requests', ReturnData: false, MetricStat: { Metric: { Namespace: 'AWS/Lambda', MetricName: 'Invocations' }, Period: 60, Stat: 'Sum' } },
        ],
      },
    },
    Healthy: { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmName: 'shop', AlarmRule: sub('ALARM("${Errors}") OR (ALARM("${Ratio}") AND NOT ALARM("${Errors}"))') } },
    Judge: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: 'judge', Role: arn('JudgeRole'), Runtime: 'nodejs22.x', Handler: 'index.handler', Timeout: 30,
        Code: { ZipFile: "const { S3Client, GetObjectCommand } = require('@aws-sdk/client-s3');\nexports.handler = () => new S3Client().send(new GetObjectCommand({ Bucket: process.env.BUCKET, Key: 'table' }));" },
        Environment: { Variables: { BUCKET: ref('Artifacts') } },
      },
    },
    JudgeRole: role('lambda', allow('s3:GetObject', sub('${Artifacts.Arn}/table')), allow(['logs:CreateLogStream', 'logs:PutLogEvents'], sub('arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/lambda/judge:*'))),
    Pipeline: {
      Type: 'AWS::CodePipeline::Pipeline',
      Properties: {
        Name: 'shop',
        PipelineType: 'V2',
        ExecutionMode: 'QUEUED',
        RoleArn: arn('PipelineRole'),
        ArtifactStore: { Type: 'S3', Location: ref('Artifacts') },
        Variables: [{ Name: 'RELEASE_TYPE', DefaultValue: 'feature' }],
        Triggers: [{
          ProviderType: 'CodeStarSourceConnection',
          GitConfiguration: { SourceActionName: 'Source', Push: [{ Branches: { Includes: ['main'] }, FilePaths: { Excludes: ['docs/**'] } }] },
        }],
        Stages: [
          { Name: 'Source', Actions: [action('Source', 'Source', 'CodeStarSourceConnection', { ConnectionArn: CONNECTION, FullRepositoryId: 'shop/shop', BranchName: 'main' }, { Namespace: 'source', OutputArtifacts: [{ Name: 'Code' }] })] },
          {
            Name: 'Build',
            Actions: [action('Build', 'Build', 'CodeBuild', { ProjectName: ref('Project') }, { InputArtifacts: [{ Name: 'Code' }], OutputArtifacts: [{ Name: 'Built' }] })],
            OnFailure: { Result: 'RETRY', RetryConfiguration: { RetryMode: 'FAILED_ACTIONS' } },
          },
          {
            Name: 'Gate',
            Actions: [
              action('Approve', 'Approval', 'Manual', { NotificationArn: ref('Announcements'), CustomData: 'commit #{source.CommitId}' }, { TimeoutInMinutes: 2880 }),
              action('Ask', 'Invoke', 'Lambda', { FunctionName: ref('Judge'), UserParameters: '#{variables.RELEASE_TYPE}' }),
            ],
          },
          {
            Name: 'Enter',
            BeforeEntry: condition('FAIL', rule('Window', 'DeploymentWindow', { Cron: '* * 9-15 ? * MON-THU *', TimeZone: 'Europe/Zurich' })),
            Actions: [action('Turn', 'Compute', 'Commands', {}, { Commands: ['true'], RoleArn: arn('TurnRole'), ...built })],
            OnSuccess: condition('FAIL', rule('Quiet', 'CloudWatchAlarm', { AlarmName: ref('Healthy') }), rule('Judge', 'LambdaInvoke', { FunctionName: 'judge', UserParameters: '{}' })),
          },
          {
            Name: 'Deploy',
            Actions: [action('Deploy', 'Build', 'CodeBuild', { ProjectName: ref('Project') }, built), action('Verify', 'Test', 'CodeBuild', { ProjectName: ref('Project') }, { ...built, RunOrder: 2 })],
            OnSuccess: condition('ROLLBACK', rule('Bake', 'CloudWatchAlarm', { AlarmName: 'shop', WaitTime: '60' })),
            OnFailure: { Result: 'ROLLBACK' },
          },
          {
            Name: 'Extra',
            BeforeEntry: condition('SKIP', rule('Type', 'VariableCheck', { Variable: '#{variables.RELEASE_TYPE}', Operator: 'EQ', Value: 'feature' })),
            Actions: [action('More', 'Test', 'CodeBuild', { ProjectName: ref('Project') }, built)],
            OnSuccess: condition('FAIL',
              rule('Probe', 'CodeBuild', { ProjectName: ref('Project'), EnvironmentVariables: '[{"name":"DEEP","value":"1"}]' }, built),
              rule('Ping', 'Commands', {}, { Commands: ['curl --fail https://shop.example.com/health'], ...built })),
            OnFailure: { Conditions: [{ Result: 'ROLLBACK', Rules: [rule('Firing', 'CloudWatchAlarm', { AlarmName: 'shop' })] }] },
          },
        ],
      },
    },
    PipelineRole: role('codepipeline',
      allow(['s3:GetObject', 's3:PutObject'], sub('${Artifacts.Arn}/*')),
      allow('codeconnections:UseConnection', CONNECTION),
      allow(['codebuild:StartBuild', 'codebuild:BatchGetBuilds'], arn('Project')),
      allow('lambda:InvokeFunction', arn('Judge')),
      allow('sns:Publish', ref('Announcements')),
      allow(['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], sub('arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/codepipeline/*')),
      allow('cloudwatch:DescribeAlarms', '*')),
    PipelineTurns: {
      Type: 'AWS::IAM::Policy',
      Properties: { PolicyName: 'Turns', Roles: [ref('PipelineRole')], PolicyDocument: { Version: '2012-10-17', Statement: [allow('sts:AssumeRole', arn('TurnRole'))] } },
    },
    TurnRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: arn('PipelineRole') }, Action: 'sts:AssumeRole' }] },
        Policies: [{
          PolicyName: 'Own',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [allow(['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], sub('arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/codepipeline/shop*')), allow('s3:GetObject', sub('${Artifacts.Arn}/*'))],
          },
        }],
      },
    },
    Announcements: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'announcements' } },
    AnnouncementsPolicy: {
      Type: 'AWS::SNS::TopicPolicy',
      Properties: { Topics: [ref('Announcements')], PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sns:Publish', Resource: ref('Announcements') }] } },
    },
    Failures: {
      Type: 'AWS::Events::Rule',
      Properties: {
        EventPattern: { 'source': ['aws.codepipeline'], 'detail-type': ['CodePipeline Stage Execution State Change'], 'detail': { pipeline: [ref('Pipeline')], state: ['FAILED', { prefix: 'STOP' }] } },
        Targets: [{ Id: 'Announce', Arn: ref('Announcements') }, { Id: 'Undo', Arn: ref('Undo'), RoleArn: arn('FailuresRole') }],
      },
    },
    FailuresRole: role('events', allow('states:StartExecution', ref('Undo'))),
    Undo: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        RoleArn: arn('UndoRole'),
        DefinitionString: sub(JSON.stringify({
          StartAt: 'Roll back',
          States: {
            'Roll back': {
              Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:codepipeline:rollbackStage',
              Parameters: { 'PipelineName': 'shop', 'StageName': 'Deploy', 'TargetPipelineExecutionId.$': '$.target' }, ResultPath: '$.undone', Next: 'Done?',
            },
            'Done?': { Type: 'Choice', Choices: [{ Variable: '$.undone', IsPresent: true, Next: 'Tell' }], Default: 'Tell' },
            'Tell': { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', Parameters: { TopicArn: '${Announcements}', Message: 'undone' }, End: true },
          },
        })),
      },
    },
    UndoRole: role('states', allow('codepipeline:RollbackStage', sub('arn:${AWS::Partition}:codepipeline:${AWS::Region}:${AWS::AccountId}:shop/Deploy')), allow('sns:Publish', ref('Announcements'))),
    Freeze: {
      Type: 'AWS::Scheduler::Schedule',
      Properties: {
        ScheduleExpression: 'at(2026-12-23T18:00:00)', ScheduleExpressionTimezone: 'Europe/Zurich', FlexibleTimeWindow: { Mode: 'OFF' },
        Target: {
          Arn: 'arn:aws:scheduler:::aws-sdk:codepipeline:disableStageTransition', RoleArn: arn('FreezeRole'),
          Input: '{"PipelineName":"shop","StageName":"Enter","TransitionType":"Inbound","Reason":"holidays"}', RetryPolicy: { MaximumRetryAttempts: 3 },
        },
      },
    },
    FreezeRole: role('scheduler', allow('codepipeline:DisableStageTransition', sub('arn:${AWS::Partition}:codepipeline:${AWS::Region}:${AWS::AccountId}:shop/Enter'))),
  },
};

/** Somebody's release pipeline, with every provider of rules and nothing wrong. */
export const goodPipeline: Subject = { name: 'pipeline', template: template as CfnTemplate, account: '111111111111', region: 'eu-central-1' };
