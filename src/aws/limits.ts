import type { PlanDocument } from '../plan/document';
import type { Problem } from '../plan/problem';
import { alarmLimits } from './limits/alarms';
import { gateLimits } from './limits/gates';
import { jobLimits } from './limits/jobs';
import { nameLimits } from './limits/names';
import { questionLimits } from './limits/questions';
import { signalLimits } from './limits/signals';
import { stageLimits } from './limits/stages';

/** What a plan asks for that each feature allows and the services' numbers do not. */
export function limits(plan: PlanDocument): Problem[] {
  return [stageLimits, gateLimits, jobLimits, signalLimits, alarmLimits, nameLimits, questionLimits].flatMap((limit) => limit(plan));
}
