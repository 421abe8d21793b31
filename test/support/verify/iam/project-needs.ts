import { textOf } from '../intrinsics';
import { object } from '../json';
import type { Subject } from '../subject';
import { resourcesOf } from '../subject';
import type { Need, Roles } from './need';
import { sdkAction } from './sdk-action';

/** What projects of CodeBuild do: write logs, and call what their commands call with the AWS CLI. */
export function projectNeeds(subject: Subject, roles: Roles): Need[] {
  return resourcesOf(subject.template, 'AWS::CodeBuild::Project').flatMap(({ id, properties }) => {
    const { Status, GroupName } = object(object(properties.LogsConfig).CloudWatchLogs);
    const group = Status === 'ENABLED' && GroupName !== undefined ? textOf(GroupName, subject) : `/aws/codebuild/${textOf({ Ref: id }, subject)}`;
    const streams = `arn:aws:logs:${subject.region}:${subject.account}:log-group:${group}:*`;
    return [
      ...roles.needs(properties.ServiceRole, subject, id, ['logs:CreateLogStream', streams], ['logs:PutLogEvents', streams]),
      ...called(textOf(object(properties.Source).BuildSpec, subject)).flatMap((action) => roles.needs(properties.ServiceRole, subject, `${id}: its commands`, [action, '<any>'])),
    ];
  });
}

/** `aws ssm get-parameter` calls GetParameter. */
function called(buildSpec: string): string[] {
  const calls = [...buildSpec.matchAll(/(?:^|[\s"'(;|&])aws ([a-z][\w-]*) ([a-z]+(?:-[a-z]+)+)(?=[\s"'\\)])/g)];
  return [...new Set(calls.map(([, service, command]) => sdkAction(service, command.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase()))))];
}
