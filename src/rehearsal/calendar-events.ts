import { isWithin, nextChangeMs } from '../plan/calendar';
import type { Span } from '../plan/calendar';
import type { PlanDocument } from '../plan/document';
import type { PipelineEvent } from '../plan/event';

/** A window gate or a freeze of the plan, and what it tells the pipeline at an instant. */
export interface CalendarEntry {
  /** What the pipeline is told now. */
  tell(atMs: number): PipelineEvent;
  /** When that may change; nothing when it never does. */
  nextMs(afterMs: number): number | undefined;
}

/** Everything in a plan that opens and closes by the clock. */
export function calendarOf(plan: PlanDocument): CalendarEntry[] {
  const windows = plan.waves.flatMap(({ name: wave, gates }) => gates.flatMap((gate) => (gate.kind === 'window' ? [entry(
    gate.windows.map(({ hours }) => hours), (open) => ({ kind: 'windowChanged', wave, gate: gate.id, open }),
  )] : [])));
  const freezes = plan.freezes.map(({ name, span }) => entry([span], (active) => ({ kind: 'freezeChanged', freeze: name, active })));
  return [...windows, ...freezes];
}

function entry(spans: Span[], event: (within: boolean) => PipelineEvent): CalendarEntry {
  return {
    tell: (atMs) => event(spans.some((span) => isWithin(span, atMs))),
    nextMs: (afterMs) => {
      const changes = spans.flatMap((span) => nextChangeMs(span, afterMs) ?? []);
      return changes.length > 0 ? Math.min(...changes) : undefined;
    },
  };
}
