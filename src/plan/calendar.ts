import type { FreezeSpec, WeeklyHours } from '../model/spec';
import { datedInterval, yearlyIntervals } from './calendar/interval';
import { weeklyBoundaryMs, weeklyCovers } from './calendar/weekly';

/** Open or closed time. The functions here expect one in which the check on times finds nothing wrong. */
export type Span = FreezeSpec['span'];

/** At an instant, something begins to hold or ceases to. */
export interface Change {
  readonly atMs: number;
  readonly within: boolean;
}

/** Without a change for so long there never is one: a leap day comes at least every eight years, an hour left out is back a week later. */
const PATIENCE_MS = { weekly: 21 * 86_400_000, dated: Infinity, yearly: 9 * 366 * 86_400_000 };

/** Whether a window's hours are open. */
export function isOpen(hours: WeeklyHours, atMs: number): boolean {
  return isWithin(hours, atMs);
}

/** Whether a freeze holds. */
export function isFrozen(freeze: FreezeSpec, atMs: number): boolean {
  return isWithin(freeze.span, atMs);
}

/** Whether an instant lies in a span. */
export function isWithin(span: Span, atMs: number): boolean {
  switch (span.kind) {
    case 'weekly': return weeklyCovers(span, atMs);
    case 'dated': return [datedInterval(span)].some(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
    case 'yearly': return yearlyIntervals(span, atMs, 0).some(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
  }
}

/** The first instant after the given one at which `isWithin` gives another answer; nothing when there is none. */
export function nextChangeMs(span: Span, afterMs: number): number | undefined {
  const within = isWithin(span, afterMs);
  const untilMs = afterMs + PATIENCE_MS[span.kind];
  for (let atMs = boundaryMs(span, afterMs); atMs !== undefined && atMs <= untilMs; atMs = boundaryMs(span, atMs)) {
    if (isWithin(span, atMs) !== within) return atMs;
  }
  return undefined;
}

/** The changes of a span after one instant and up to another, in order. */
export function* changesBetween(span: Span, afterMs: number, untilMs: number): Generator<Change> {
  let within = isWithin(span, afterMs);
  for (let atMs = nextChangeMs(span, afterMs); atMs !== undefined && atMs <= untilMs; atMs = nextChangeMs(span, atMs)) {
    within = !within;
    yield { atMs, within };
  }
}

/** An instant after the given one between which and it nothing can change. */
function boundaryMs(span: Span, afterMs: number): number | undefined {
  if (span.kind === 'weekly') return weeklyBoundaryMs(span, afterMs);
  const intervals = span.kind === 'dated' ? [datedInterval(span)] : yearlyIntervals(span, afterMs, 9);
  const edges = intervals.flatMap(({ fromMs, toMs }) => [fromMs, toMs]).filter((edge) => edge > afterMs);
  return edges.length > 0 ? Math.min(...edges) : undefined;
}
