import { Signal } from '../../model/signal';
import type { SignalSpec, TrafficSpec } from '../../model/spec';
import type { Span } from '../../plan/calendar';
import { isWithin, nextChangeMs } from '../../plan/calendar';
import { productionWaves, triggerSignals } from '../../plan/check/facts';
import type { PlanDocument, PlannedGate, PlannedWave } from '../../plan/document';
import { lookup } from '../../plan/lookup';
import { instantMs } from '../instant';
import type { Stay } from './itinerary';
import { Itinerary } from './itinerary';

const QUARTER_MS = 15 * 60_000;
const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
/** The Monday on which stories begin. */
const MONDAY = '2026-03-02T08:00:00Z';

type GateOf<K> = Extract<PlannedGate, { kind: K }>;

/** What a plan has for a story to be about. */
export class Setting {
  public readonly mondayMs = instantMs(MONDAY)!;
  /** Waves with customers, or all where there are none. */
  public readonly serving: readonly PlannedWave[];
  private readonly itinerary: Itinerary;

  constructor(public readonly plan: PlanDocument, public readonly traffic: TrafficSpec) {
    const production = productionWaves(plan);
    this.serving = production.length > 0 ? production : plan.waves;
    this.itinerary = new Itinerary(plan, traffic, this.mondayMs);
  }

  /** Names of the environments of `serving`. */
  public get places(): string[] {
    return this.serving.flatMap(({ environments }) => environments);
  }

  /** Signals of a kind that undo a release in any of the given waves. */
  public signals(waves: readonly PlannedWave[], is: (signal: SignalSpec) => boolean = () => true): Signal[] {
    return waves.flatMap((wave) => triggerSignals(this.plan, wave)).filter(is).map((signal) => Signal._of(signal));
  }

  /** The first gate of a kind, and the wave before which it stands. */
  public gate<K extends PlannedGate['kind']>(kind: K): { wave: string; gate: GateOf<K> } | undefined {
    for (const { name, gates } of this.plan.waves) {
      const gate = gates.find((candidate): candidate is GateOf<K> => candidate.kind === kind);
      if (gate) return { wave: name, gate };
    }
    return undefined;
  }

  /** Everybody who may approve something. */
  public get groups(): string[] {
    return [...new Set(this.plan.waves.flatMap(({ gates }) => gates.flatMap((gate) => (gate.kind === 'approval' ? [gate.group] : []))))];
  }

  /** The next beginnings of a span. */
  public beginnings(span: Span, count: number): number[] {
    const found: number[] = [];
    for (let atMs = nextChangeMs(span, this.mondayMs); atMs !== undefined && found.length < count; atMs = nextChangeMs(span, atMs)) {
      if (isWithin(span, atMs)) found.push(atMs);
    }
    return found;
  }

  /** Whether a freeze holds any wave. */
  public holds(freeze: string): boolean {
    return lookup(this.plan).entries.some(({ freezes }) => freezes.includes(freeze));
  }

  /** The latest arrival in the two weeks before an instant with which it goes as asked; nothing where there is none. */
  public arrivalBefore(atMs: number, goes: (stays: readonly Stay[]) => boolean): number | undefined {
    for (let arrivedMs = atMs - QUARTER_MS; arrivedMs > atMs - 2 * WEEK_MS; arrivedMs -= QUARTER_MS) {
      if (goes(this.itinerary.from(arrivedMs))) return arrivedMs;
    }
    return undefined;
  }

  /** The first arrival from a time on, and in the week after, with which a wave is found. */
  public arrivalFrom(fromMs: number, find: (stays: readonly Stay[], arrivedMs: number) => Stay | undefined): { arrivedMs: number; stay: Stay } | undefined {
    for (let arrivedMs = fromMs; arrivedMs < fromMs + WEEK_MS; arrivedMs += HOUR_MS) {
      const stay = find(this.itinerary.from(arrivedMs), arrivedMs);
      if (stay) return { arrivedMs, stay };
    }
    return undefined;
  }
}
