import type { Construct } from 'constructs';
import type { PlanDocument } from '../../plan/document';
import type { Problem } from '../../plan/problem';
import type { Delivery } from '../delivery';
import { emit } from '../manifests/emit';
import { SP5424 } from '../problems-policy';
import { policyLabels } from './admission-policy';

/** The entry of the ConfigMap that holds the plan. */
export const PLAN_ENTRY = 'plan.json';

/** https://kubernetes.io/docs/concepts/configuration/configmap/#motivation */
const BYTES_AT_MOST = 1_048_576;

/** What was declared, beside what was made of it: for people, and to be read back. */
export function planRecord(scope: Construct, delivery: Delivery): void {
  emit(scope, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `${delivery.plan.service}-plan`, namespace: delivery.project, labels: policyLabels(delivery) },
    data: { [PLAN_ENTRY]: textOf(delivery.plan) },
  });
}

/** A plan that no object can hold. */
export function planRecordProblems({ plan }: Delivery): Problem[] {
  const bytes = PLAN_ENTRY.length + new TextEncoder().encode(textOf(plan)).length;
  return bytes <= BYTES_AT_MOST ? [] : [SP5424.at(plan.path, {
    got: `${bytes} bytes`,
    allowed: `at most ${BYTES_AT_MOST}`,
    remedies: ['declare a pipeline for each service', 'release fewer environments with one pipeline'],
  })];
}

/** Compact: each byte counts, and whoever reads it has tools. */
function textOf(plan: PlanDocument): string {
  return JSON.stringify(plan);
}
