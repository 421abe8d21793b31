import type { Construct } from 'constructs';
import type { Delivery } from '../delivery';
import { applicationName } from '../delivery';
import type { Destination } from '../destination';
import { ImagePolicy } from '../image-policy';
import type { AdmissionPolicy } from './admission-policy';
import { admissionPolicy, policyLabels } from './admission-policy';
import { ApprovedDigests } from './approved-digests';
import { BREAK_GLASS_AUDIT, breakGlass } from './break-glass';
import { APPLIED, MEASURED_RESOURCES, namesOf, NEW_IMAGES, newImagesThat, noneOf, POD_RESOURCES } from './pod-expressions';

/**
 * Which images are admitted where an environment runs. A rollback passes: the digests that it brings back come with the list
 * that was approved with them, and pods that a controller starts are asked for a digest only.
 */
export function imagePolicies(delivery: Delivery, { environment, folder, namespace }: Destination): void {
  if (delivery.imagePolicy === ImagePolicy.ANY) return;
  const name = applicationName(delivery.plan, environment.environmentName);
  const labels = policyLabels(delivery);
  pinned(folder.chart, { name: `${name}-pinned-images`, namespace, labels });
  if (delivery.imagePolicy === ImagePolicy.PINNED) return;
  const { configMap } = new ApprovedDigests(folder.chart, `${delivery.plan.service}-digests`, labels);
  approved(folder.chart, { name: `${name}-approved-images`, namespace, labels, configMap }, delivery);
}

type Place = Pick<AdmissionPolicy, 'name' | 'namespace' | 'labels' | 'configMap'>;

function pinned(scope: Construct, place: Place): void {
  admissionPolicy(scope, {
    ...place,
    resourceRules: POD_RESOURCES,
    variables: { ...NEW_IMAGES, refused: newImagesThat("!image.matches('@sha256:[0-9a-f]{64}$')") },
    validations: [{
      expression: noneOf('variables.refused'),
      message: 'an image is not pinned by digest',
      messageExpression: `'not pinned by digest: ' + ${namesOf('variables.refused')}`,
    }],
  });
}

function approved(scope: Construct, place: Place, delivery: Delivery): void {
  admissionPolicy(scope, {
    ...place,
    resourceRules: MEASURED_RESOURCES,
    matchConditions: { applied: APPLIED },
    variables: {
      ...NEW_IMAGES,
      ...breakGlass(delivery),
      approved: 'has(params.data) ? params.data : {}',
      refused: newImagesThat("!variables.approved.exists(of, image.endsWith('@' + variables.approved[of]))"),
    },
    validations: [{
      expression: `variables.breakGlass || ${noneOf('variables.refused')}`,
      message: 'an image is not of the release that is promoted here',
      messageExpression: `'not of the release that is promoted here: ' + ${namesOf('variables.refused')}`,
    }],
    auditAnnotations: BREAK_GLASS_AUDIT,
  });
}
