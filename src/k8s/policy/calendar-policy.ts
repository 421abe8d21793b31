import type { Construct } from 'constructs';
import type { PlanDocument } from '../../plan/document';
import type { Delivery } from '../delivery';
import { emit } from '../emit';
import { CREATED, during } from './calendar-expression';

/** Lets one Promotion through a closed window; the API server's audit log keeps the reason. */
export const EXCEPTION = 'spillway.dev/exception';

/**
 * Windows and freezes, as a policy on new Promotions. It needs no controller. A rollback is not a new Promotion, so nothing
 * here stands in its way.
 */
export function calendarPolicy(scope: Construct, delivery: Delivery): void {
  const rules = rulesOf(delivery.plan);
  if (rules.length === 0) return;
  const name = `${delivery.project}-calendar`;
  const annotated = `has(object.metadata.annotations) && '${EXCEPTION}' in object.metadata.annotations`;
  emit(scope, {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name },
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: {
        resourceRules: [{ apiGroups: ['kargo.akuity.io'], apiVersions: ['v1alpha1'], operations: ['CREATE'], resources: ['promotions'] }],
      },
      matchConditions: [{ name: 'this-project', expression: `object.metadata.namespace == '${delivery.project}'` }],
      variables: [
        { name: 'at', expression: CREATED },
        { name: 'exception', expression: annotated },
        ...rules.map(({ open }, i) => ({ name: openVariable(i), expression: open })),
      ],
      validations: rules.map(({ stages, message }, i) => ({
        expression: `variables.exception || variables.${openVariable(i)} || !(object.spec.stage in [${stages.map((stage) => `'${stage}'`).join(', ')}])`,
        message,
        // Kargo takes a denial that is "Forbidden" for "not now" and tries again
        reason: 'Forbidden',
      })),
      // the API server takes a string only, and keeps nothing of an empty one
      auditAnnotations: [{ key: 'exception', valueExpression: `variables.exception ? string(object.metadata.annotations['${EXCEPTION}']) : ''` }],
    },
  });
  emit(scope, {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name },
    spec: { policyName: name, validationActions: ['Deny', 'Audit'] },
  });
}

interface Rule {
  readonly stages: string[];
  /** CEL that is true while Promotions to the Stages may be created. */
  readonly open: string;
  readonly message: string;
}

function rulesOf(plan: PlanDocument): Rule[] {
  const windows = plan.waves.flatMap((wave) => wave.gates.flatMap((gate) => (gate.kind === 'window' ? [{
    stages: wave.environments,
    open: gate.windows.map(({ hours }) => during(hours)).join(' || '),
    message: `outside the deployment window: ${gate.windows.map(({ name }) => name).join(', ')}`,
  }] : [])));
  const freezes = plan.freezes.map(({ name, owner, reason, span, tiers }) => ({
    stages: plan.environments.filter(({ tier }) => tiers.includes(tier)).map((environment) => environment.name),
    open: `!${during(span)}`,
    message: `frozen: ${name}, by ${owner}: ${reason}`,
  }));
  return [...windows, ...freezes].filter(({ stages }) => stages.length > 0);
}

function openVariable(index: number): string {
  return `open${index + 1}`;
}
