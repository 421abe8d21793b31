import type { WeeklyHours } from '../../model/spec';
import type { Span } from '../calendar';
import { isWithin, nextChangeMs } from '../calendar';
import type { PlanDocument } from '../document';
import type { WaveEntry } from '../lookup';
import type { Interval } from './interval';

/** From 2028, a year with a leap day. Four years hold every way in which days of the week and of the year meet the clocks' changes. */
export const FOUR_YEARS: Interval = { fromMs: 1_830_297_600_000, toMs: 1_830_297_600_000 + 4 * 366 * 86_400_000 };

/** When a wave can be entered, as far as hours and days say it. */
export interface Hours {
  /** Of each gate: one of its windows must be open. */
  readonly gates: readonly (readonly WeeklyHours[])[];
  /** None of them may hold. */
  readonly freezes: readonly Span[];
}

/** From an instant on it is open, or closed. */
export interface Turn {
  readonly atMs: number;
  readonly isOpen: boolean;
}

export function hoursOf(plan: PlanDocument, { wave, freezes }: WaveEntry): Hours {
  return {
    gates: wave.gates.flatMap((gate) => (gate.kind === 'window' ? [gate.windows.map(({ hours }) => hours)] : [])),
    freezes: plan.freezes.filter(({ name }) => freezes.includes(name)).map(({ span }) => span),
  };
}

/** How it begins, and then whatever may change it. Looks only where something changes. */
export function* openness({ gates, freezes }: Hours, fromMs: number, untilMs: number): Generator<Turn> {
  const spans = [...gates.flat(), ...freezes];
  const next = new Map<Span, number>(spans.map((span) => [span, fromMs]));
  for (let atMs = fromMs; atMs <= untilMs; atMs = Math.min(...next.values())) {
    yield { atMs, isOpen: gates.every((windows) => windows.some((one) => isWithin(one, atMs))) && !freezes.some((span) => isWithin(span, atMs)) };
    for (const [span, changeMs] of next) if (changeMs <= atMs) next.set(span, nextChangeMs(span, atMs) ?? Infinity);
  }
}
