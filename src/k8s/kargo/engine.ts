import { application } from '../argocd/application';
import { argoProject } from '../argocd/project';
import type { PromotionEngine } from '../engines/promotion-engine';
import { approvalPolicy } from '../policy/approval-policy';
import { calendarPolicy } from '../policy/calendar-policy';
import { CAPABILITIES } from './capabilities';
import { hasJobs } from './gates/jobs';
import { limits } from './limits';
import { problems } from './problems';
import { kargoProject } from './project';
import { environmentStage, jobsStage, needsWaveStage, waveStage } from './stages';
import { promotionTasks } from './tasks';
import { authorizedStages } from './undone-with';
import { warehouse } from './warehouse';

/** Kargo promotes, Argo CD applies. */
export const KARGO: PromotionEngine = {
  capabilities: CAPABILITIES,
  takesBack: true,
  limits,
  problems,
  shared(scope, delivery, destinations) {
    kargoProject(scope, delivery);
    promotionTasks(scope, delivery);
    warehouse(scope, delivery);
    for (const wave of delivery.plan.waves) {
      if (hasJobs(wave)) jobsStage(scope, delivery, wave);
      if (needsWaveStage(delivery, wave)) waveStage(scope, delivery, wave);
    }
    approvalPolicy(scope, delivery);
    calendarPolicy(scope, delivery);
    argoProject(scope, delivery, destinations);
  },
  environment(scope, delivery, wave, destination) {
    environmentStage(scope, delivery, wave, destination);
    const stages = authorizedStages(delivery.plan, destination.environment.environmentName);
    // Kargo changes no Application that does not name its Stage
    const annotations = { 'kargo.akuity.io/authorized-stage': stages.map((stage) => `${delivery.project}:${stage}`).join(',') };
    application(scope, delivery, wave, destination, { annotations });
  },
};
