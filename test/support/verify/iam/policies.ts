import { arnOf, textOf } from '../intrinsics';
import type { Json } from '../json';
import { isIntrinsic, list, object, oneOrMore } from '../json';
import type { Subject } from '../subject';
import { resourcesOf } from '../subject';

export interface Statement {
  /** Logical name of what it stands in. */
  readonly from: string;
  readonly effect: string;
  readonly actions: string[];
  readonly resources: string[];
  readonly isConditional: boolean;
  readonly principals: string[];
}

/** A role of a template. */
export interface Role {
  readonly subject: Subject;
  readonly id: string;
  readonly arn: string;
}

/** What the managed policies that are used here allow; another one is a finding. */
const MANAGED: Record<string, { actions: string[]; resources: string[] }> = {
  'service-role/AWSLambdaBasicExecutionRole': { actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], resources: ['*'] },
  'service-role/AWSCodeDeployRoleForLambdaLimited': {
    actions: ['cloudwatch:DescribeAlarms', 'lambda:UpdateAlias', 'lambda:GetAlias', 'lambda:GetProvisionedConcurrencyConfig', 'sns:Publish'], resources: ['*'],
  },
  'AmazonECSInfrastructureRolePolicyForLoadBalancers': {
    actions: ['elasticloadbalancing:Describe*', 'elasticloadbalancing:ModifyListener', 'elasticloadbalancing:ModifyRule', 'elasticloadbalancing:RegisterTargets', 'elasticloadbalancing:DeregisterTargets'],
    resources: ['*'],
  },
  'service-role/AmazonECSTaskExecutionRolePolicy': {
    actions: ['ecr:GetAuthorizationToken', 'ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage', 'logs:CreateLogStream', 'logs:PutLogEvents'], resources: ['*'],
  },
};

export function rolesOf(subjects: Subject[]): Role[] {
  return subjects.flatMap((subject) => resourcesOf(subject.template, 'AWS::IAM::Role').map(({ id }) => ({ subject, id, arn: arnOf(id, subject) })));
}

/** The statements of a document. */
export function statements(document: Json, from: string, subject: Subject): Statement[] {
  return oneOrMore(object(document).Statement).map(object).map((statement) => ({
    from,
    effect: `${statement.Effect}`,
    actions: oneOrMore(statement.Action).map((action) => textOf(action, subject)),
    resources: oneOrMore(statement.Resource).map((resource) => textOf(resource, subject)),
    isConditional: Object.keys(object(statement.Condition)).length > 0,
    principals: oneOrMore(statement.Principal).flatMap((principal) => (typeof principal === 'string' ? [principal] : Object.values(object(principal)).flatMap(oneOrMore).map((each) => textOf(each, subject)))),
  }));
}

/** Everything attached to a role in its own template. */
export function policiesOf({ subject, id }: Role): Statement[] {
  const { Properties = {} } = subject.template.Resources[id];
  const inline = list(Properties.Policies).flatMap((policy) => statements(object(policy).PolicyDocument, id, subject));
  const attached = resourcesOf(subject.template, 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy')
    .filter(({ properties }) => list(properties.Roles).some((role) => object(role).Ref === id))
    .flatMap((policy) => statements(policy.properties.PolicyDocument, policy.id, subject));
  const managed = managedNames({ subject, id }).flatMap((name) => (MANAGED[name] ? [{ ...MANAGED[name], from: name, effect: 'Allow', isConditional: false, principals: [] }] : []));
  return [...inline, ...attached, ...managed];
}

export function unknownManaged(role: Pick<Role, 'subject' | 'id'>): string[] {
  return managedNames(role).filter((name) => !MANAGED[name]);
}

/** AWS's own policies of a role; one of the template is read as what it is. */
function managedNames({ subject, id }: Pick<Role, 'subject' | 'id'>): string[] {
  return list(object(subject.template.Resources[id].Properties).ManagedPolicyArns)
    .filter((arn) => !(isIntrinsic(arn) && subject.template.Resources[`${object(arn).Ref}`]))
    .map((arn) => textOf(arn, subject).replace(/^arn:aws:iam::aws:policy\//, ''));
}

export function isManaged(statement: Statement): boolean {
  return MANAGED[statement.from] !== undefined;
}

