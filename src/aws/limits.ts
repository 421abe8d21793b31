import type { PlanDocument } from '../plan/document';
import type { Problem } from '../plan/problem';
import { gateLimits } from './limits/gates';
import { nameLimits } from './limits/names';
import { shiftLimits } from './limits/shifts';
import { signalLimits } from './limits/signals';
import { stageLimits } from './limits/stages';

/** What a plan asks for that each feature allows and the services' numbers do not. */
export function limits(plan: PlanDocument): Problem[] {
  return [stageLimits, gateLimits, shiftLimits, signalLimits, nameLimits].flatMap((limit) => limit(plan));
}
