import { Roles } from './iam/need';
import { statements } from './iam/policies';
import { arnOf, textOf } from './intrinsics';
import type { Json } from './json';
import { list, object } from './json';
import { pipelinesOf, rulesOf } from './rules/pipeline-view';
import type { Checker, Finding, Subject } from './subject';
import { resourcesOf } from './subject';

/** What one template takes for granted of another: alarms, roles and stacks that are known by name only. */
export const contract: Checker = {
  name: 'contract',
  check: (subjects) => subjects.flatMap((subject) => [
    ...pipelinesOf(subject.template).flatMap((pipeline) => [
      ...pipeline.stages.flatMap(rulesOf).filter(({ provider }) => provider === 'CloudWatchAlarm')
        .flatMap(({ at, raw, configuration }) => alarm(at, raw, configuration.AlarmName, subject, subjects)),
      ...pipeline.stages.flatMap((each) => [...rulesOf(each), ...each.actions])
        .flatMap(({ at, raw }) => role(at, raw.RoleArn, pipeline.raw.RoleArn, subject, subjects)),
      ...pipeline.stages.flatMap(({ actions }) => actions).filter(({ provider }) => provider === 'CloudFormation')
        .flatMap(({ at, configuration }) => stack(at, configuration.StackName, subject, subjects)),
    ]),
    ...children(subject),
  ]),
};

function alarm(at: string, raw: { [key: string]: Json }, name: Json, subject: Subject, subjects: Subject[]): Finding[] {
  if (name === undefined) return [];
  const account = raw.RoleArn === undefined ? subject.account : textOf(raw.RoleArn, subject).split(':')[4];
  const region = raw.Region === undefined ? subject.region : textOf(raw.Region, subject);
  const there = subjects.filter((each) => each.account === account && each.region === region).flatMap(alarmNames);
  const wanted = textOf(name, subject);
  return there.includes(wanted) ? [] : [{ rule: 'alarm-exists', at: `${subject.name}/${at}`, message: `no alarm ${wanted} in ${account} and ${region}` }];
}

function alarmNames(subject: Subject): string[] {
  return resourcesOf(subject.template, 'AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm')
    .map(({ id, properties }) => (properties.AlarmName === undefined ? `<${id}>` : textOf(properties.AlarmName, subject)));
}

/** Roles of the CDK's bootstrap stack are there before any of these. */
function role(at: string, arn: Json, own: Json, subject: Subject, subjects: Subject[]): Finding[] {
  if (arn === undefined || /:role\/cdk-/.test(textOf(arn, subject))) return [];
  const found = new Roles(subjects).find(arn, subject);
  const text = textOf(arn, subject);
  const place = `${subject.name}/${at}`;
  if (!found) return [{ rule: 'role-exists', at: place, message: `no role ${text}` }];
  const { Properties = {} } = found.subject.template.Resources[found.id];
  const trusted = statements(Properties.AssumeRolePolicyDocument, found.id, found.subject).filter(({ effect }) => effect === 'Allow').flatMap(({ principals }) => principals);
  const pipeline = textOf(own, subject);
  const takers = [pipeline, `arn:aws:iam::${subject.account}:root`, subject.account];
  return trusted.some((each) => takers.includes(each)) ? [] : [{ rule: 'role-trusts', at: place, message: `${text} is not taken by ${pipeline}` }];
}

function stack(at: string, name: Json, subject: Subject, subjects: Subject[]): Finding[] {
  const text = textOf(name, subject);
  return subjects.some((each) => each.name === text) ? [] : [{ rule: 'stack-exists', at: `${subject.name}/${at}`, message: `no stack ${text}` }];
}

/** Composite alarms and deployment groups know alarms by name, and one that does not exist never fires. */
function children(subject: Subject): Finding[] {
  const known = resourcesOf(subject.template, 'AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm')
    .flatMap(({ id, properties }) => [...(properties.AlarmName === undefined ? [`<${id}>`] : [textOf(properties.AlarmName, subject)]), arnOf(id, subject)]);
  const composites = resourcesOf(subject.template, 'AWS::CloudWatch::CompositeAlarm').flatMap(({ id, properties }) =>
    [...textOf(properties.AlarmRule, subject).matchAll(/\b(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*["']?([^"')]+)["']?\s*\)/g)].map(([, name]) => ({ id, name })));
  const groups = resourcesOf(subject.template, 'AWS::CodeDeploy::DeploymentGroup').flatMap(({ id, properties }) =>
    list(object(properties.AlarmConfiguration).Alarms).map((each) => ({ id, name: textOf(object(each).Name, subject) })));
  const services = resourcesOf(subject.template, 'AWS::ECS::Service').flatMap(({ id, properties }) =>
    list(object(object(properties.DeploymentConfiguration).Alarms).AlarmNames).map((each) => ({ id, name: textOf(each, subject) })));
  return [...composites, ...groups, ...services].filter(({ name }) => !known.includes(name))
    .map(({ id, name }) => ({ rule: 'alarm-exists', at: `${subject.name}/${id}`, message: `no alarm ${name} in this template` }));
}
