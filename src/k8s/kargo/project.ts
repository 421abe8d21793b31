import type { Construct } from 'constructs';
import type { PlannedWave } from '../../plan/document';
import type { Delivery } from '../delivery';
import { emit } from '../manifests/emit';
import { approvedByHand } from './gates/by-hand';
import { hasJobs } from './gates/jobs';
import { gateStage } from './stage-names';

const KARGO = 'kargo.akuity.io/v1alpha1';

/** The project, who or what promotes to each Stage, and the people who may. */
export function kargoProject(scope: Construct, delivery: Delivery): void {
  const { plan, project } = delivery;
  emit(scope, {
    apiVersion: KARGO,
    kind: 'Project',
    // Kargo makes the namespace of everything else from it
    metadata: { name: project, annotations: { 'argocd.argoproj.io/sync-wave': '-1' } },
  });
  emit(scope, {
    apiVersion: KARGO,
    kind: 'ProjectConfig',
    metadata: { name: project, namespace: project },
    spec: {
      promotionPolicies: delivery.plan.waves.flatMap((wave) => [
        ...(hasJobs(wave) ? [{ stageSelector: { name: gateStage(wave.name) }, autoPromotionEnabled: true }] : []),
        ...wave.environments.map((name) => ({ stageSelector: { name }, autoPromotionEnabled: approvedByHand(delivery, wave) === undefined })),
      ]),
    },
  });
  for (const wave of plan.waves) {
    const approval = approvedByHand(delivery, wave);
    if (approval) approvers(scope, project, wave, approval.group);
  }
}

/** Kargo acts with the rights of the service accounts that a person's groups map to. */
function approvers(scope: Construct, project: string, wave: PlannedWave, group: string): void {
  const name = `approvers-${wave.name}`;
  const metadata = { name, namespace: project };
  emit(scope, {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { ...metadata, annotations: { 'rbac.kargo.akuity.io/claims': JSON.stringify({ groups: [group] }) } },
  });
  emit(scope, {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata,
    rules: [
      { apiGroups: ['kargo.akuity.io'], resources: ['stages'], resourceNames: wave.environments, verbs: ['promote'] },
      { apiGroups: ['kargo.akuity.io'], resources: ['promotions'], verbs: ['create'] },
      { apiGroups: ['kargo.akuity.io'], resources: ['freights', 'promotions', 'stages', 'warehouses'], verbs: ['get', 'list', 'watch'] },
    ],
  });
  emit(scope, {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    subjects: [{ kind: 'ServiceAccount', ...metadata }],
  });
}
