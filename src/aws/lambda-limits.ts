import type { ShiftKind } from '../model/spec';
import type { PlanDocument, PlannedWave } from '../plan/document';
import type { Problem } from '../plan/problem';
import { SP4211 } from './problems';

const SHIFTS: ShiftKind[] = ['allAtOnce', 'canary', 'linear'];

/** What AWS does for other workloads and not for functions. */
export function unfitForFunctions(plan: PlanDocument, { name, shift }: PlannedWave, path: string): Problem[] {
  return SHIFTS.includes(shift.kind) ? [] : [SP4211.at(path, {
    got: `${shift.kind} in ${plan.path}/${name}`, allowed: 'TrafficShift.allAtOnce, canary or linear', remedies: ['declare TrafficShift.canary or TrafficShift.linear', 'release a workload of another kind'],
  })];
}
