import type { ShiftStep } from '../../model/spec';
import { shown } from '../../private/shown';
import type { PlanDocument, PlannedWave } from '../document';
import type { Problem } from '../problem';
import { SP1104, SP1106 } from '../problems-declaration';
import { wavePath } from './facts';

/** Kinds of shift that promise a step with part of the traffic. */
const STEPPED = new Set(['canary', 'linear', 'steps', 'flag']);

/** Traffic moves in one direction, all the way, and in steps where steps are promised. */
export function steps(plan: PlanDocument): Problem[] {
  return plan.waves.flatMap((wave) => [...falling(plan, wave), ...missing(plan, wave)]);
}

function falling(plan: PlanDocument, wave: PlannedWave): Problem[] {
  if (rises(wave.shift.steps)) return [];
  return [SP1104.at(`${wavePath(plan, wave)}/shift`, {
    got: wave.shift.steps.map(({ percent }) => shown(percent)).join(', '),
    allowed: 'a list in which each share is larger than the one before, up to 100',
    remedies: ['put the steps in order', 'remove the ones that repeat a share'],
  })];
}

/** A share that is no number is reported as such. */
function rises(list: ShiftStep[]): boolean {
  const percents = list.map(({ percent }) => percent);
  if (percents.some((percent) => !Number.isFinite(percent) || percent < 0 || percent > 100)) return true;
  return percents.every((percent, i) => i === 0 || percent > percents[i - 1]) && percents[percents.length - 1] === 100;
}

function missing(plan: PlanDocument, wave: PlannedWave): Problem[] {
  const { kind, steps: list } = wave.shift;
  if (!STEPPED.has(kind) || list.length > 1) return [];
  return [SP1106.at(`${wavePath(plan, wave)}/shift`, {
    got: 'no step under 100 percent', allowed: `at least one for a ${kind} shift`, remedies: ['add a step', 'use TrafficShift.allAtOnce() if that is meant'],
  })];
}
