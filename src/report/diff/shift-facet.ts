import type { ShiftSpec, ShiftStep } from '../../model/spec';
import type { PlannedWave } from '../../plan/document';
import { shiftWords } from '../words/shift';
import type { Facet } from './facet';
import { ChangeTopic, Verdict } from './plan-change';

/** How traffic moves: the longer a release has no more than a share, the stricter, for every share. */
export function shiftFacet({ name: wave, shift }: PlannedWave): Facet {
  return {
    wave, topic: ChangeTopic.REACH, what: 'traffic', words: shiftWords(shift).join(', '), data: shift, presence: Verdict.OTHER, ...compared(shift),
  };
}

function compared(shift: ShiftSpec): Pick<Facet, 'kind' | 'strictness'> {
  switch (shift.kind) {
    case 'rolling': return { kind: 'pods', strictness: { unavailable: -shift.maxUnavailablePercent } };
    case 'designed': return { kind: JSON.stringify(shift), strictness: {} };
    case 'flag': return { kind: `flag ${shift.flag}`, strictness: untilShares(shift.steps) };
    case 'blueGreen': return { kind: 'traffic', strictness: { ...untilShares(shift.steps), kept: shift.keepOldMs } };
    case 'allAtOnce':
    case 'canary':
    case 'linear':
    case 'steps': return { kind: 'traffic', strictness: untilShares(shift.steps) };
  }
}

/** How long it takes until a release has each tenth of a percent. */
function untilShares(steps: readonly ShiftStep[]): Record<string, number> {
  return Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => {
    const percent = (i + 1) / 10;
    const reached = steps.findIndex((step) => step.percent >= percent);
    return [percent, steps.slice(0, reached < 0 ? steps.length : reached).reduce((sum, { holdMs }) => sum + holdMs, 0)];
  }));
}
