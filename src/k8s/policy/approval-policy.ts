import type { Construct } from 'constructs';
import type { Delivery } from '../delivery';
import { approvedByHand } from '../kargo/gates/by-hand';
import { admissionPolicy, policyLabels } from './admission-policy';
import { BREAK_GLASS_AUDIT, breakGlass, memberOf } from './break-glass';
import { NEW_PROMOTIONS, stageIn } from './promotions';

/** Where Kargo writes down who asked for a Promotion: nothing when it did so itself. */
const ACTOR = 'kargo.akuity.io/create-actor';

/** The actor of a request that came past Kargo's own API; Kargo's webhook writes it, so that nobody can claim another one. */
const DIRECTLY = 'kubernetes:';

/**
 * Who promotes to a Stage that is approved. Kargo asks those who come through its own API for the right to; whoever comes
 * past it, an administrator of the cluster among them, has to be in the group. Kargo itself may not, should somebody switch
 * its automatic promotion on, nor may its account for administrators, behind which anybody can be.
 */
export function approvalPolicy(scope: Construct, delivery: Delivery): void {
  const approved = delivery.plan.waves.flatMap((wave) => {
    const gate = approvedByHand(delivery, wave);
    return gate ? [{ environments: wave.environments, group: gate.group }] : [];
  });
  if (approved.length === 0) return;
  const annotations = 'object.metadata.annotations';
  admissionPolicy(scope, {
    name: `${delivery.project}-approval`,
    namespace: delivery.project,
    labels: policyLabels(delivery),
    resourceRules: NEW_PROMOTIONS,
    variables: {
      ...breakGlass(delivery),
      actor: `has(${annotations}) && '${ACTOR}' in ${annotations} ? string(${annotations}['${ACTOR}']) : ''`,
      throughKargo: `!(variables.actor in ['', 'admin']) && !variables.actor.startsWith('${DIRECTLY}')`,
    },
    validations: approved.map(({ environments, group }) => ({
      expression: `variables.breakGlass || variables.throughKargo || (${memberOf(group)}) || !(${stageIn(environments)})`,
      message: `approved by nobody of ${group}`,
    })),
    auditAnnotations: BREAK_GLASS_AUDIT,
  });
}
