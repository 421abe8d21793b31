import type { ShiftSpec, ShiftStep } from '../../model/spec';
import { durationSymbols } from '../../private/duration-text';

/** How traffic moves, one line for each thing that happens. */
export function shiftWords(shift: ShiftSpec): string[] {
  switch (shift.kind) {
    case 'allAtOnce': return ['all at once'];
    case 'rolling': return [`rolling, at most ${shift.maxUnavailablePercent} % out`];
    case 'blueGreen': return [
      ...shift.steps.filter(({ percent, holdMs }) => percent === 0 && holdMs > 0).map(({ holdMs }) => `preview for ${durationSymbols(holdMs)}`),
      'blue/green switch',
      `old copy kept for ${durationSymbols(shift.keepOldMs)}`,
    ];
    case 'flag': return [`flag ${shift.flag}:`, ...stepWords(shift.steps)];
    case 'linear': return shift.steps.length > 2 ? [`${shift.steps[0].percent} % more every ${durationSymbols(shift.steps[0].holdMs)}`] : stepWords(shift.steps);
    case 'designed': return ['no steps yet'];
    case 'canary':
    case 'steps': return stepWords(shift.steps);
  }
}

function stepWords(steps: ShiftStep[]): string[] {
  return steps.map(({ percent, holdMs }) => (holdMs > 0 ? `${percent} % for ${durationSymbols(holdMs)}` : `${percent} %`));
}
