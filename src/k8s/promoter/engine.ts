import { application } from '../argocd/application';
import { argoProject } from '../argocd/project';
import type { PromotionEngine } from '../engines/promotion-engine';
import { bakeTimes, watch } from './bake';
import { CAPABILITIES } from './capabilities';
import { calendar } from './gates/calendar';
import { changeGates } from './gates/change';
import { prometheusGates } from './gates/prometheus';
import { reviewGates } from './gates/reviews';
import { limits } from './limits';
import { problems } from './problems';
import { applicationLabels, strategy } from './strategy';

/** GitOps Promoter merges branches in a row, Argo CD applies. */
export const GIT_OPS_PROMOTER: PromotionEngine = {
  capabilities: CAPABILITIES,
  limits,
  problems,
  shared(scope, delivery, destinations) {
    strategy(scope, delivery);
    bakeTimes(scope, delivery);
    calendar(scope, delivery);
    for (const wave of delivery.plan.waves) {
      changeGates(scope, delivery, wave);
      reviewGates(scope, delivery, wave);
    }
    argoProject(scope, delivery, destinations);
  },
  environment(scope, delivery, wave, destination) {
    prometheusGates(scope, delivery, wave, destination);
    watch(scope, delivery, wave, destination);
    application(scope, delivery, wave, destination, { labels: applicationLabels(delivery) });
  },
};
