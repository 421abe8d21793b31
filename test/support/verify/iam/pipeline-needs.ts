import { textOf } from '../intrinsics';
import type { Json } from '../json';
import { list, object } from '../json';
import type { ActionView, RuleView } from '../rules/pipeline-view';
import { pipelinesOf, rulesOf } from '../rules/pipeline-view';
import type { Subject } from '../subject';
import { resourcesOf } from '../subject';
import type { Need, Roles } from './need';

type Wanted = [action: string, resource: string][];

/** What the role of a pipeline does: takes other roles, and what rules and actions without a role of their own do. */
export function pipelineNeeds(subject: Subject, roles: Roles, composites: ReadonlySet<string>): Need[] {
  return pipelinesOf(subject.template).flatMap(({ at, stages, raw }) => {
    const own = raw.RoleArn;
    const acting = (by: string, role: Json, wanted: Wanted): Need[] => [
      ...roles.needs(role ?? own, subject, by, ...wanted),
      ...(role === undefined ? [] : roles.needs(own, subject, by, ['sts:AssumeRole', textOf(role, subject)])),
    ];
    const rules = stages.flatMap(rulesOf).flatMap((rule) => acting(rule.at, rule.raw.RoleArn, ruleWants(rule, subject, composites)));
    const actions = stages.flatMap((stage) => stage.actions).flatMap((action) => acting(action.at, action.raw.RoleArn, actionWants(action, at, subject)));
    return [...rules, ...actions, ...storeNeeds(own, raw, at, subject, roles)];
  });
}

/** Account and Region that a rule or action is at home in. */
function place(raw: { [key: string]: Json }, subject: Subject): string {
  const [, , , , account = subject.account] = raw.RoleArn === undefined ? [] : textOf(raw.RoleArn, subject).split(':');
  return `${raw.Region ?? subject.region}:${account}`;
}

function ruleWants({ provider, configuration, raw }: RuleView, subject: Subject, composites: ReadonlySet<string>): Wanted {
  const text = (key: string) => textOf(configuration[key], subject);
  if (provider === 'CloudWatchAlarm') {
    // CloudWatch shows composite alarms to no permission that names alarms
    return [['cloudwatch:DescribeAlarms', composites.has(text('AlarmName')) ? '*' : `arn:aws:cloudwatch:${place(raw, subject)}:alarm:${text('AlarmName')}`]];
  }
  if (provider === 'LambdaInvoke') return [['lambda:InvokeFunction', functionArn(text('FunctionName'), place(raw, subject))]];
  if (provider === 'CodeBuild') return builds(text('ProjectName'), place(raw, subject));
  return provider === 'Commands' ? [['logs:CreateLogGroup', '<log>'], ['logs:CreateLogStream', '<log>'], ['logs:PutLogEvents', '<log>']] : [];
}

function actionWants({ category, provider, configuration, raw }: ActionView, pipeline: string, subject: Subject): Wanted {
  const text = (key: string) => textOf(configuration[key], subject);
  const here = place(raw, subject);
  switch (`${category}/${provider}`) {
    case 'Source/CodeStarSourceConnection': return [[`${text('ConnectionArn').split(':')[2]}:UseConnection`, text('ConnectionArn')]];
    case 'Build/CodeBuild':
    case 'Test/CodeBuild': return builds(text('ProjectName'), here);
    case 'Invoke/Lambda': return [['lambda:InvokeFunction', functionArn(text('FunctionName'), here)]];
    case 'Invoke/StepFunctions': return [['states:StartExecution', text('StateMachineArn')], ['states:DescribeStateMachine', text('StateMachineArn')]];
    case 'Source/ECR': return [['ecr:DescribeImages', `arn:aws:ecr:${here}:repository/${text('RepositoryName')}`]];
    case 'Source/S3': return [['s3:GetObject', `arn:aws:s3:::${text('S3Bucket')}/${text('S3ObjectKey')}`]];
    case 'Invoke/CodePipeline': return [['codepipeline:StartPipelineExecution', `arn:aws:codepipeline:${here}:${text('PipelineName')}`]];
    case 'Approval/Manual': return configuration.NotificationArn === undefined ? [] : [['sns:Publish', text('NotificationArn')]];
    case 'Compute/Commands': {
      const group = `arn:aws:logs:${here}:log-group:/aws/codepipeline/${textOf({ Ref: pipeline }, subject)}`;
      return [['logs:CreateLogGroup', group], ['logs:CreateLogStream', `${group}:*`], ['logs:PutLogEvents', `${group}:*`]];
    }
    default: return [];
  }
}

function builds(project: string, here: string): Wanted {
  const arn = project.startsWith('arn:') ? project : `arn:aws:codebuild:${here}:project/${project}`;
  return [['codebuild:StartBuild', arn], ['codebuild:BatchGetBuilds', arn]];
}

export function functionArn(name: string, here: string): string {
  return name.startsWith('arn:') ? name : `arn:aws:lambda:${here}:function:${name}`;
}

function storeNeeds(role: Json, raw: { [key: string]: Json }, at: string, subject: Subject, roles: Roles): Need[] {
  const stores = [raw.ArtifactStore, ...list(raw.ArtifactStores).map((store) => object(store).ArtifactStore)].map(object)
    .filter(({ Location }) => Location !== undefined);
  // projects and commands are in the pipeline's own Region, and so are the bucket and the key they read with
  const readers = [...projectsOf(subject, raw), ...commandsOf(raw)];
  return stores.flatMap(({ Location, EncryptionKey }) => {
    const bucket = `arn:aws:s3:::${textOf(Location, subject)}`;
    const { Id } = object(EncryptionKey);
    const key = Id === undefined ? undefined : textOf(Id, subject);
    const here = key === undefined || key.includes(`:${subject.region}:`) ? readers : [];
    return [
      ...roles.needs(role, subject, `${at}: artifacts`, ['s3:GetObject', `${bucket}/key`], ['s3:PutObject', `${bucket}/key`]),
      ...here.flatMap((reader) => roles.needs(reader, subject, `${at}: artifacts`, ['s3:GetObject', `${bucket}/key`])),
      ...(key === undefined ? [] : [role, ...here].flatMap((each) => roles.needs(each, subject, `${at}: artifacts`, ['kms:Decrypt', key]))),
    ];
  });
}

/** Roles of the projects that the pipeline runs. */
function projectsOf({ template }: Subject, raw: { [key: string]: Json }): Json[] {
  const text = JSON.stringify(raw.Stages);
  return resourcesOf(template, 'AWS::CodeBuild::Project').filter(({ id }) => text.includes(`{"Ref":"${id}"}`)).map(({ properties }) => properties.ServiceRole);
}

/** Roles of the commands that are given artifacts. */
function commandsOf(raw: { [key: string]: Json }): Json[] {
  return list(raw.Stages).flatMap((stage) => list(object(stage).Actions).map(object))
    .filter(({ ActionTypeId, InputArtifacts }) => object(ActionTypeId).Provider === 'Commands' && list(InputArtifacts).length > 0)
    .map(({ RoleArn }) => RoleArn);
}
