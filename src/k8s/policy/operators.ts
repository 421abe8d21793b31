import type { Construct } from 'constructs';
import type { Delivery } from '../delivery';
import { applicationName } from '../delivery';
import type { Destination } from '../destination';
import { emit } from '../manifests/emit';
import { admissionPolicy, policyLabels } from './admission-policy';
import { memberOf } from './break-glass';

/**
 * Who acts on a Rollout by hand: the operators are given the right to, and of other people nobody lets a Rollout go on, even
 * one who may write its status. Anybody who may write it can abort, since a rollback is never blocked; controllers, which are
 * service accounts, are not asked.
 */
export function operators(delivery: Delivery, { environment, folder, namespace }: Destination): void {
  if (delivery.operators === undefined) return;
  const name = `${applicationName(delivery.plan, environment.environmentName)}-operators`;
  const labels = policyLabels(delivery);
  rights(folder.chart, { name: `${delivery.plan.service}-operators`, namespace, labels }, delivery.operators);
  const allowed = [delivery.operators, ...(delivery.breakGlass === undefined ? [] : [delivery.breakGlass])];
  admissionPolicy(folder.chart, {
    name,
    namespace,
    labels,
    resourceRules: [{ apiGroups: ['argoproj.io'], apiVersions: ['v1alpha1'], operations: ['UPDATE'], resources: ['rollouts/status'] }],
    matchConditions: { person: "!request.userInfo.username.startsWith('system:serviceaccount:')" },
    variables: {
      // a full promotion in the same request would win: Argo Rollouts forgets the abort for it
      aborts: 'has(object.status) && has(object.status.abort) && object.status.abort && !(has(object.status.promoteFull) && object.status.promoteFull)',
      operator: allowed.map((group) => `(${memberOf(group)})`).join(' || '),
    },
    validations: [{
      expression: 'variables.aborts || variables.operator',
      message: `only ${allowed.join(' and ')} let a Rollout go on by hand`,
    }],
    auditAnnotations: { 'by-hand': "request.userInfo.username + (variables.aborts ? ' aborts' : ' lets it go on')" },
  });
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
