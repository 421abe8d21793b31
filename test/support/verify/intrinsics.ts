import { textWith } from '../template-text';
import type { Json } from './json';
import type { Subject } from './subject';

/** Resources whose `Ref` is an ARN; the `Ref` of others is a name. */
const REF_IS_ARN = ['AWS::SNS::Topic', 'AWS::StepFunctions::StateMachine', 'AWS::ElasticLoadBalancingV2::TargetGroup', 'AWS::SecretsManager::Secret', 'AWS::ECS::Service',
  'AWS::ECS::TaskDefinition', 'AWS::Lambda::Alias', 'AWS::Lambda::Version'];

/** What a type's ARN looks like after `arn:aws:`, and the property a name is given with. */
const ARNS: Record<string, [arn: string, name: string]> = {
  'AWS::AppConfig::Application': ['appconfig:R:A:application/N', ''],
  'AWS::CloudWatch::Alarm': ['cloudwatch:R:A:alarm:N', 'AlarmName'],
  'AWS::CloudWatch::CompositeAlarm': ['cloudwatch:R:A:alarm:N', 'AlarmName'],
  'AWS::CodeBuild::Project': ['codebuild:R:A:project/N', 'Name'],
  'AWS::CodePipeline::Pipeline': ['codepipeline:R:A:N', 'Name'],
  'AWS::DynamoDB::Table': ['dynamodb:R:A:table/N', 'TableName'],
  'AWS::ECS::Cluster': ['ecs:R:A:cluster/N', 'ClusterName'],
  'AWS::ECS::Service': ['ecs:R:A:service/C/N', 'ServiceName'],
  'AWS::Events::EventBus': ['events:R:A:event-bus/N', 'Name'],
  'AWS::IAM::Role': ['iam::A:role/N', 'RoleName'],
  'AWS::KMS::Key': ['kms:R:A:key/N', ''],
  'AWS::Lambda::Alias': ['lambda:R:A:function:N', ''],
  'AWS::Lambda::Function': ['lambda:R:A:function:N', 'FunctionName'],
  'AWS::Lambda::Version': ['lambda:R:A:function:N', ''],
  'AWS::Logs::LogGroup': ['logs:R:A:log-group:N:*', 'LogGroupName'],
  'AWS::S3::Bucket': ['s3:::N', 'BucketName'],
  'AWS::SNS::Topic': ['sns:R:A:N', 'TopicName'],
  'AWS::SQS::Queue': ['sqs:R:A:N', 'QueueName'],
  'AWS::SSM::Parameter': ['ssm:R:A:parameter/N', 'Name'],
  'AWS::Scheduler::ScheduleGroup': ['scheduler:R:A:schedule-group/N', 'Name'],
  'AWS::SecretsManager::Secret': ['secretsmanager:R:A:secret:N', 'Name'],
  'AWS::StepFunctions::StateMachine': ['states:R:A:stateMachine:N', 'StateMachineName'],
};

/** A value as the text it will be: names that are made at deployment stand as `<LogicalId>`, anything else unknown as `<?>`. */
export function textOf(value: Json, subject: Subject): string {
  return textWith({
    ref: (id) => refText(id, subject),
    attribute: (id, attribute) => attributeText(id, attribute, subject),
    other: () => '<?>',
  }, value);
}

function refText(id: string, subject: Subject): string {
  const pseudo: Record<string, string> = { 'AWS::Partition': 'aws', 'AWS::Region': subject.region, 'AWS::AccountId': subject.account, 'AWS::URLSuffix': 'amazonaws.com' };
  const type = subject.template.Resources[id]?.Type;
  return pseudo[id] ?? (type && REF_IS_ARN.includes(type) ? arnOf(id, subject) : nameOf(id, subject));
}

function attributeText(id: string, attribute: string, subject: Subject): string {
  if (/(^|\.)(Arn|TopicArn|ServiceArn|FunctionArn)$/.test(attribute)) return arnOf(id, subject);
  return /Name$/.test(attribute) ? nameOf(id, subject) : `<${id}.${attribute}>`;
}

function nameOf(id: string, subject: Subject): string {
  const { Type = '', Properties = {} } = subject.template.Resources[id] ?? {};
  const given = Properties[ARNS[Type]?.[1]];
  return given === undefined ? `<${id}>` : textOf(given, subject);
}

/** The ARN of a resource of the template. */
export function arnOf(id: string, subject: Subject): string {
  const { Type = '', Properties = {} } = subject.template.Resources[id] ?? {};
  const [form] = ARNS[Type] ?? [];
  if (!form) return `<${id}.Arn>`;
  const suffix = { 'AWS::Lambda::Alias': 'Name', 'AWS::Lambda::Version': 'Version' }[Type];
  const name = suffix
    ? `${textOf(Properties.FunctionName, subject).split(':function:').pop()}:${textOf(Properties[suffix] ?? `<${id}>`, subject)}`
    : nameOf(id, subject);
  const cluster = Properties.Cluster === undefined ? 'default' : textOf(Properties.Cluster, subject).split('/').pop()!;
  return `arn:aws:${form.replace(':R:', `:${subject.region}:`).replace(':A:', `:${subject.account}:`).replace('/C/', `/${cluster}/`).replace('N', () => name)}`;
}
