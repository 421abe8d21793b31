import { application } from '../argocd/application';
import { argoProject } from '../argocd/project';
import { approvalPolicy } from '../policy/approval-policy';
import { calendarPolicy } from '../policy/calendar-policy';
import type { PromotionEngine } from '../promotion-engine';
import { CAPABILITIES } from './capabilities';
import { limits } from './limits';
import { kargoProject } from './project';
import { environmentStage, needsWaveStage, waveStage } from './stages';
import { promotionTasks } from './tasks';
import { warehouse } from './warehouse';

/** Kargo promotes, Argo CD applies. */
export const KARGO: PromotionEngine = {
  capabilities: CAPABILITIES,
  limits,
  shared(scope, delivery, destinations) {
    kargoProject(scope, delivery);
    promotionTasks(scope, delivery);
    warehouse(scope, delivery);
    for (const wave of delivery.plan.waves) {
      if (needsWaveStage(delivery, wave)) waveStage(scope, delivery, wave);
    }
    approvalPolicy(scope, delivery);
    calendarPolicy(scope, delivery);
    argoProject(scope, delivery, destinations);
  },
  environment(scope, delivery, wave, destination) {
    environmentStage(scope, delivery, wave, destination);
    application(scope, delivery, wave, destination);
  },
};
