import type { Construct } from 'constructs';
import type { Delivery } from '../delivery';
import { DIRECTLY } from '../kargo/gates/author';
import { approvedByHand } from '../kargo/gates/by-hand';
import { admissionPolicy, policyLabels } from './admission-policy';
import { BREAK_GLASS_AUDIT, breakGlass, memberOf } from './break-glass';
import { NEW_PROMOTIONS, stageIn } from './promotions';

/** Where Kargo writes down who asked for a Promotion: nothing when it did so itself. */
const ACTOR = 'kargo.akuity.io/create-actor';

/**
 * Who promotes to a Stage that is approved. Kargo asks those who come through its own API for the right to; whoever comes
 * past it, an administrator of the cluster among them, has to be in the group; and where the author of a release does not
 * approve it, nobody comes past it but by break-glass, since a user of the cluster cannot be told from the author of a commit.
 * Kargo itself may not promote, should somebody switch its automatic promotion on, nor may its account for administrators,
 * behind which anybody can be.
 */
export function approvalPolicy(scope: Construct, delivery: Delivery): void {
  const approved = delivery.plan.waves.flatMap((wave) => {
    const gate = approvedByHand(delivery, wave);
    return gate ? [{ environments: wave.environments, gate }] : [];
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
    validations: approved.map(({ environments, gate: { group, excludeAuthor } }) => ({
      expression: `variables.breakGlass || variables.throughKargo || ${excludeAuthor ? '' : `(${memberOf(group)}) || `}!(${stageIn(environments)})`,
      message: `approved by nobody of ${group}${excludeAuthor ? ' through Kargo, which knows who somebody is' : ''}`,
    })),
    auditAnnotations: BREAK_GLASS_AUDIT,
  });
}
