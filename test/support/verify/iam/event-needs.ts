import { arnOf, textOf } from '../intrinsics';
import type { Json } from '../json';
import { list, object } from '../json';
import type { Finding, Subject } from '../subject';
import { resourcesOf } from '../subject';
import { decide } from './evaluate';
import type { Need, Roles } from './need';
import { statements } from './policies';
import { sdkAction } from './sdk-action';

const TARGETS: Record<string, string> = { logs: 'logs:PutLogEvents', states: 'states:StartExecution', codepipeline: 'codepipeline:StartPipelineExecution', lambda: 'lambda:InvokeFunction', sns: 'sns:Publish', sqs: 'sqs:SendMessage', events: 'events:PutEvents' };

/** What rules and schedules of EventBridge do through roles. */
export function eventNeeds(subject: Subject, roles: Roles): Need[] {
  const rules = resourcesOf(subject.template, 'AWS::Events::Rule').flatMap(({ id, properties }) => list(properties.Targets).map(object).flatMap((target) => {
    const arn = textOf(target.Arn, subject);
    return target.RoleArn === undefined ? [] : roles.needs(target.RoleArn, subject, id, [TARGETS[arn.split(':')[2]] ?? `${arn.split(':')[2]}:?`, arn]);
  }));
  const schedules = resourcesOf(subject.template, 'AWS::Scheduler::Schedule').flatMap(({ id, properties }) => {
    const target = object(properties.Target);
    const queue = object(target.DeadLetterConfig).Arn;
    return [
      ...roles.needs(target.RoleArn, subject, id, universal(textOf(target.Arn, subject))),
      ...(queue === undefined ? [] : roles.needs(target.RoleArn, subject, id, ['sqs:SendMessage', textOf(queue, subject)])),
    ];
  });
  return [...rules, ...schedules];
}

function universal(arn: string): [string, string] {
  const sdk = /^arn:aws:scheduler:::aws-sdk:([\w-]+):(\w+)$/.exec(arn);
  return sdk ? [sdkAction(sdk[1], sdk[2]), '<any>'] : [TARGETS[arn.split(':')[2]] ?? '?', arn];
}

/** Targets that EventBridge reaches without a role: the target itself must let it in. */
export function uninvited(subject: Subject): Finding[] {
  return resourcesOf(subject.template, 'AWS::Events::Rule').flatMap(({ id, properties }) => list(properties.Targets).map(object).flatMap((target) => {
    const arn = textOf(target.Arn, subject);
    const service = arn.split(':')[2];
    const [, account] = /^arn:aws:\w+:[\w-]*:(\d+):/.exec(arn) ?? [];
    const lets = service === 'lambda' ? letsInvoke(arn, subject) : service === 'sns' || service === 'sqs' ? hasPolicy(service, arn, subject)
      : service === 'logs' ? letsWrite(arn, subject) : true;
    return target.RoleArn !== undefined || lets || (account !== undefined && account !== subject.account) ? [] : [{ rule: 'must-allow', at: `${subject.name}/${id}`, message: `${arn} does not let events.amazonaws.com in` }];
  }));
}

function letsInvoke(arn: string, subject: Subject): boolean {
  return resourcesOf(subject.template, 'AWS::Lambda::Permission').some(({ properties }) => {
    const name = textOf(properties.FunctionName, subject);
    return properties.Principal === 'events.amazonaws.com' && (name === arn || arn.endsWith(`:${name}`));
  });
}

/** A log group says itself who may write to it, or the account does in a resource of its own. */
function letsWrite(arn: string, subject: Subject): boolean {
  const own = resourcesOf(subject.template, 'AWS::Logs::LogGroup').flatMap(({ id, properties }) => statements(properties.ResourcePolicyDocument, id, subject));
  const others = resourcesOf(subject.template, 'AWS::Logs::ResourcePolicy').flatMap(({ id, properties }) => {
    const { PolicyDocument } = properties;
    return typeof PolicyDocument === 'string' ? statements(JSON.parse(PolicyDocument) as Json, id, subject) : [];
  });
  return decide([...own, ...others].filter(({ principals }) => principals.includes('events.amazonaws.com')), TARGETS.logs, `${arn}:stream`) !== 'denied';
}

function hasPolicy(service: string, arn: string, subject: Subject): boolean {
  const [type, targets] = service === 'sns' ? ['AWS::SNS::TopicPolicy', 'Topics'] : ['AWS::SQS::QueuePolicy', 'Queues'];
  return resourcesOf(subject.template, type).some(({ id, properties }) => {
    const all = statements(properties.PolicyDocument, id, subject).filter(({ principals }) => principals.includes('events.amazonaws.com'));
    const isTarget = list(properties[targets]).some((each: Json) => textOf(each, subject) === arn || arnOf(`${object(each).Ref}`, subject) === arn);
    return isTarget && decide(all, TARGETS[service], arn) !== 'denied';
  });
}
