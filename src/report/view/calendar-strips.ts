import type { Span } from '../../plan/calendar';
import { changesBetween, isWithin, nextChangeMs } from '../../plan/calendar';
import type { PlanDocument } from '../../plan/document';
import { lookup } from '../../plan/lookup';
import { spanWords } from '../words/span';

/** From one instant to another. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A window or a freeze in the time that is looked at. */
export interface CalendarStrip {
  readonly kind: 'window' | 'freeze';
  readonly name: string;
  /** Names of the waves that it is about. */
  readonly waves: readonly string[];
  /** When it is, in words; for a freeze also who says so, and why. */
  readonly rule: string;
  /** Where it is open, or closed. */
  readonly stretches: readonly Stretch[];
  /** When it begins after that time; nothing when it never does again. */
  readonly nextMs: number | undefined;
}

/** Windows, then freezes, as they lie between two instants. Expects a plan without errors. */
export function calendarStrips(plan: PlanDocument, fromMs: number, untilMs: number): CalendarStrip[] {
  const along = (span: Span) => ({ stretches: stretchesOf(span, fromMs, untilMs), nextMs: beginningAfter(span, untilMs) });
  const windows = new Map<string, CalendarStrip>();
  for (const { name: wave, gates } of plan.waves) {
    for (const { name, hours } of gates.flatMap((gate) => (gate.kind === 'window' ? gate.windows : []))) {
      const rule = spanWords(hours);
      const known = windows.get(`${name}: ${rule}`);
      windows.set(`${name}: ${rule}`, { ...known ?? { kind: 'window', name, rule, ...along(hours) }, waves: [...new Set([...known?.waves ?? [], wave])] });
    }
  }
  const freezes = plan.freezes.map(({ name, span, reason, owner }): CalendarStrip => ({
    kind: 'freeze', name, rule: `${spanWords(span)}; ${reason} (${owner})`,
    waves: lookup(plan).entries.filter((entry) => entry.freezes.includes(name)).map(({ wave }) => wave.name), ...along(span),
  }));
  return [...windows.values(), ...freezes];
}

function stretchesOf(span: Span, fromMs: number, untilMs: number): Stretch[] {
  const edges = [
    ...isWithin(span, fromMs) ? [fromMs] : [],
    ...[...changesBetween(span, fromMs, untilMs)].map(({ atMs }) => atMs),
  ];
  return edges.flatMap((edgeMs, i) => (i % 2 === 0 ? [{ fromMs: edgeMs, toMs: edges[i + 1] ?? untilMs }] : []));
}

function beginningAfter(span: Span, afterMs: number): number | undefined {
  const changeMs = nextChangeMs(span, afterMs);
  return changeMs === undefined || isWithin(span, changeMs) ? changeMs : nextChangeMs(span, changeMs);
}
