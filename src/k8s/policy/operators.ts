import type { Construct } from 'constructs';
import type { Delivery } from '../delivery';
import { applicationName } from '../delivery';
import type { Destination } from '../destination';
import { emit } from '../manifests/emit';
import type { AdmissionPolicy } from './admission-policy';
import { admissionPolicy, policyLabels } from './admission-policy';
import { memberOf } from './break-glass';

/** True of who is no controller; some clusters let all of their own act as one user. */
const PERSON = "!request.userInfo.username.startsWith('system:serviceaccount:') && request.userInfo.username != 'system:kube-controller-manager'";

/**
 * Who acts on a Rollout by hand: the operators are given the right to, and of other people nobody lets a Rollout go on, even
 * one who may write its status. Anybody who may write it can abort, since a rollback is never blocked; controllers, which are
 * service accounts, are not asked.
 */
export function operators(delivery: Delivery, { environment, folder, namespace }: Destination): void {
  if (delivery.operators === undefined) return;
  const name = applicationName(delivery.plan, environment.environmentName);
  const labels = policyLabels(delivery);
  rights(folder.chart, { name: `${delivery.plan.service}-operators`, namespace, labels }, delivery.operators);
  const allowed = [delivery.operators, ...(delivery.breakGlass === undefined ? [] : [delivery.breakGlass])];
  byHand(folder.chart, { name: `${name}-operators`, namespace, labels }, allowed);
  measurements(folder.chart, { name: `${name}-measurements`, namespace, labels }, allowed);
}

type Place = Pick<AdmissionPolicy, 'name' | 'namespace' | 'labels'>;

function byHand(scope: Construct, place: Place, allowed: string[]): void {
  admissionPolicy(scope, {
    ...place,
    resourceRules: [{ apiGroups: ['argoproj.io'], apiVersions: ['v1alpha1'], operations: ['UPDATE'], resources: ['rollouts/status'] }],
    matchConditions: { person: PERSON },
    variables: {
      // a full promotion in the same request would win: Argo Rollouts forgets the abort for it
      aborts: 'has(object.status) && has(object.status.abort) && object.status.abort && !(has(object.status.promoteFull) && object.status.promoteFull)',
      operator: anyOf(allowed),
    },
    validations: [{
      expression: 'variables.aborts || variables.operator',
      message: `only ${allowed.join(' and ')} let a Rollout go on by hand`,
    }],
    auditAnnotations: { 'by-hand': "request.userInfo.username + (variables.aborts ? ' aborts' : ' lets it go on')" },
  });
}

/**
 * What was measured, too, lets a Rollout go on: to Argo Rollouts an AnalysisRun that somebody ended has passed, its status is as
 * free as the rest of it, and one that is there already under the right name is taken for its own.
 */
function measurements(scope: Construct, place: Place, allowed: string[]): void {
  admissionPolicy(scope, {
    ...place,
    resourceRules: [{ apiGroups: ['argoproj.io'], apiVersions: ['v1alpha1'], operations: ['CREATE', 'UPDATE'], resources: ['analysisruns'] }],
    matchConditions: { person: PERSON, owned: `${isOwned('object')} || oldObject != null && ${isOwned('oldObject')}` },
    variables: { operator: anyOf(allowed) },
    validations: [{ expression: 'variables.operator', message: `only ${allowed.join(' and ')} touch what measures a Rollout` }],
    auditAnnotations: { 'by-hand': "request.userInfo.username + ' touches a measurement'" },
  });
}

function isOwned(object: string): string {
  return `has(${object}.metadata.ownerReferences) && ${object}.metadata.ownerReferences.size() > 0`;
}

function anyOf(groups: string[]): string {
  return groups.map((group) => `(${memberOf(group)})`).join(' || ');
}

/** What promoting, aborting and retrying by hand take: a look, and a patch of the status. */
function rights(scope: Construct, metadata: { name: string; namespace: string; labels: Record<string, string> }, group: string): void {
  emit(scope, {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata,
    rules: [
      { apiGroups: ['argoproj.io'], resources: ['rollouts', 'analysisruns'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: ['argoproj.io'], resources: ['rollouts/status'], verbs: ['patch'] },
    ],
  });
  emit(scope, {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: metadata.name },
    subjects: [{ kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name: group }],
  });
}
