import type { Construct } from 'constructs';
import type { Delivery } from '../delivery';
import { emitForCluster } from '../manifests/emit';

/** A condition that has to hold for an object to be admitted. */
export interface Validation {
  /** CEL. */
  readonly expression: string;
  readonly message: string;
  /** CEL of a message that says more than `message`. */
  readonly messageExpression?: string;
}

/** What the API server asks when an object is written: a policy, and its binding. */
export interface AdmissionPolicy {
  readonly name: string;
  readonly labels: Record<string, string>;
  /** Which requests it is about; of nothing else is it asked, so that it cannot lock a cluster out. */
  readonly resourceRules: object[];
  /** The only namespace in which it holds. */
  readonly namespace: string;
  /** CEL, each of them true for the requests that it is about. */
  readonly matchConditions?: Record<string, string>;
  /** CEL by name; a later one may use those before it. */
  readonly variables: Record<string, string>;
  readonly validations: Validation[];
  /** CEL of a text by key; the API server takes nothing else, and keeps nothing of an empty one. */
  readonly auditAnnotations?: Record<string, string>;
  /** A ConfigMap of that namespace; without it nothing is admitted. */
  readonly configMap?: string;
}

const API_VERSION = 'admissionregistration.k8s.io/v1';

/** The label with which the API server itself names every namespace. */
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** Adds a policy and binds it. An expression that cannot be evaluated denies: nobody passes because of a mistake. */
export function admissionPolicy(scope: Construct, policy: AdmissionPolicy): void {
  const { name, labels, namespace, configMap } = policy;
  emitForCluster(scope, {
    apiVersion: API_VERSION,
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name, labels },
    spec: {
      failurePolicy: 'Fail',
      ...(configMap && { paramKind: { apiVersion: 'v1', kind: 'ConfigMap' } }),
      matchConstraints: { namespaceSelector: { matchLabels: { [NAMESPACE_NAME]: namespace } }, resourceRules: policy.resourceRules },
      ...(policy.matchConditions && { matchConditions: named(policy.matchConditions) }),
      variables: named(policy.variables),
      // "Forbidden" is taken for "not now" by those who try again, Kargo among them
      validations: policy.validations.map((validation) => ({ ...validation, message: inOneLine(validation.message), reason: 'Forbidden' })),
      ...(policy.auditAnnotations && {
        auditAnnotations: Object.entries(policy.auditAnnotations).map(([key, valueExpression]) => ({ key, valueExpression })),
      }),
    },
  });
  emitForCluster(scope, {
    apiVersion: API_VERSION,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name, labels },
    spec: {
      policyName: name,
      validationActions: ['Deny', 'Audit'],
      ...(configMap && { paramRef: { name: configMap, namespace, parameterNotFoundAction: 'Deny' } }),
    },
  });
}

/** The API server refuses a policy whose message has line breaks, and so would hold nobody. */
function inOneLine(message: string): string {
  return message.replace(/\s*[\n\r]\s*/g, ' ').trim();
}

function named(expressions: Record<string, string>): object[] {
  return Object.entries(expressions).map(([name, expression]) => ({ name, expression }));
}

/** Whose policy it is, for people. */
export function policyLabels({ plan }: Delivery): Record<string, string> {
  return { 'app.kubernetes.io/part-of': plan.service, 'app.kubernetes.io/managed-by': 'spillway' };
}
