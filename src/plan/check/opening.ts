import type { WeeklyHours } from '../../model/spec';
import type { Span } from '../calendar';
import { FOUR_YEARS, openness } from '../calendar/openness';
import type { PlanDocument, PlannedWave } from '../document';
import { lookup } from '../lookup';
import type { Problem } from '../problem';
import { SP2003, SP2004 } from '../problems-release';
import { wavePath } from './facts';
import { isSound } from './times';

/** There is a time at which the wave can be entered. Dated freezes end, so they do not count. */
export function opening(plan: PlanDocument): Problem[] {
  const recurring = new Map(plan.freezes.filter(({ span }) => span.kind !== 'dated' && isSound(span)).map(({ name, span }) => [name, span]));
  return lookup(plan).entries.flatMap(({ wave, freezes }) => {
    const gates = windowsOf(wave);
    const closed = freezes.flatMap((name) => recurring.get(name) ?? []);
    if (gates.length > 1 && !everOpen(gates, [])) return [neverTogether(plan, wave, gates.length)];
    return closed.length > 0 && !everOpen(gates, closed) ? [allFrozen(plan, wave, freezes.filter((name) => recurring.has(name)))] : [];
  });
}

/** The hours of each gate; what is wrong in itself, or empty, is reported as such. */
function windowsOf(wave: PlannedWave): WeeklyHours[][] {
  return wave.gates.flatMap((gate) => (gate.kind === 'window' ? [gate.windows.map(({ hours }) => hours).filter(isSound)] : [])).filter((hours) => hours.length > 0);
}

function everOpen(gates: WeeklyHours[][], freezes: Span[]): boolean {
  for (const { isOpen } of openness({ gates, freezes }, FOUR_YEARS.fromMs, FOUR_YEARS.toMs)) if (isOpen) return true;
  return false;
}

function neverTogether(plan: PlanDocument, wave: PlannedWave, count: number): Problem {
  return SP2003.at(`${wavePath(plan, wave)}/gates`, {
    got: `${count} window gates that are never open at the same time`,
    allowed: 'windows that overlap, since every gate must pass',
    remedies: ['put the windows into one gate if one of them is enough', 'let their hours overlap'],
  });
}

function allFrozen(plan: PlanDocument, wave: PlannedWave, freezes: string[]): Problem {
  return SP2004.at(wavePath(plan, wave), {
    got: freezes.join(', '), allowed: 'freezes that leave a time at which the wave can be entered', remedies: ['shorten a freeze', 'open a window outside of it'],
  });
}
