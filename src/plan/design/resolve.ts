import type { DesignSpec, ShiftSpec, ShiftStep } from '../../model/spec';
import { ofDesign } from '../check/numbers';
import type { PlanDocument, PlannedWave } from '../document';
import { basisOf } from './basis';
import { Designer, limitsOf } from './designer';
import type { Schedule } from './schedule';

/** A plan in which shifts that are to be computed have been, where that is possible. */
export function resolveDesigns(plan: PlanDocument): PlanDocument {
  return plan.waves.some(({ shift }) => shift.kind === 'designed') ? { ...plan, waves: plan.waves.map((wave) => resolved(plan, wave)) } : plan;
}

/** Whether each number of a design means something. */
export function isSoundDesign(spec: DesignSpec): boolean {
  return ofDesign(spec).every(([, value, range]) => range.holds(value));
}

function resolved(plan: PlanDocument, wave: PlannedWave): PlannedWave {
  const { shift } = wave;
  const basis = basisOf(plan, wave);
  if (shift.kind !== 'designed' || !basis || !isSoundDesign(shift)) return wave;
  const schedule = new Designer(basis, shift.equalSteps).quickest(limitsOf(shift));
  return schedule ? { ...wave, shift: shiftOf(schedule, shift) } : wave;
}

function shiftOf({ steps }: Schedule, { equalSteps, steps: last }: DesignSpec): ShiftSpec {
  const held = steps.map(({ percent, watchedMs }): ShiftStep => ({ percent, holdMs: watchedMs }));
  return { kind: held.length === 1 ? 'canary' : equalSteps ? 'linear' : 'steps', steps: [...held, ...last] };
}
