import type { PromotionEngine } from '../engines/promotion-engine';
import { namespace, RESTRICTED } from '../namespace';
import { policyLabels } from '../policy/admission-policy';
import { SP5624 } from '../problems-tiers';
import { CAPABILITIES } from './capabilities';

/** Folders for `kubectl apply -k`: what a person or a CI system applies has its namespaces with it. */
export const BY_HAND: PromotionEngine = {
  capabilities: CAPABILITIES,
  kustomizesDelivery: true,
  limits: () => [],
  problems: ({ images, plan }) => images.map(({ repository }) => SP5624.at(plan.path, {
    got: repository,
    allowed: 'no images',
    remedies: ['pass `images: []`, and let the build commit the folders with the new digests', 'use Promotion.KARGO'],
  })),
  shared(scope, delivery) {
    namespace(scope, delivery.project, policyLabels(delivery));
  },
  environment(_scope, delivery, _wave, { folder, namespace: name, createNamespace }) {
    if (createNamespace) namespace(folder.chart, name, { ...policyLabels(delivery), ...RESTRICTED });
  },
};
