import type { TrafficSpec } from '../../model/spec';
import { hoursOf } from '../../plan/calendar/openness';
import type { PlanDocument, PlannedGate, PlannedWave } from '../../plan/document';
import { lookup } from '../../plan/lookup';
import { orderOf } from '../../plan/order';
import { bakeMsOf, pathOf } from '../../plan/path';
import { stopped } from './odds';
import { Openings } from './openings';

/** How long people and machines take, half of the time. */
export interface Pace {
  readonly answerMs: number;
  readonly deploymentMs: number;
  readonly movingMs: number;
  readonly jobMs: number;
}

/** A gate that somebody or something answers. */
export interface AskedGate {
  readonly slot: number;
  readonly medianMs: number;
  /** People and jobs take longer at times; what is looked up does not. */
  readonly varies: boolean;
  /** How many answers are needed. */
  readonly answers: number;
  readonly timeoutMs: number;
}

/** A stretch in which a version is watched. */
export interface Watch {
  readonly lengthMs: number;
  /** Probability that a healthy version is stopped in it, and a broken one. */
  readonly healthy: number;
  readonly broken: number;
}

/** Everything about a wave that is the same for every release. */
export interface Leg {
  readonly name: string;
  readonly after: readonly number[];
  readonly environments: number;
  readonly asked: readonly AskedGate[];
  /** Null: none. */
  readonly windowSlot: number | null;
  readonly windows: Openings;
  readonly thawed: Openings;
  /** Its slots lie from here up to, not including, there. */
  readonly firstSlot: number;
  readonly endSlot: number;
  readonly slots: { readonly freeze: number; readonly moving: number; readonly holding: number; readonly verifying: number; readonly baking: number };
  readonly steps: readonly Watch[];
  readonly verificationMs: number;
  readonly verificationVaries: boolean;
  readonly bake: Watch;
  /** Periods of the signals that must have passed. */
  readonly periodsMs: readonly number[];
}

/** What a slot of time is spent on. */
export interface Slot {
  readonly wave: string;
  readonly what: string;
}

/** A plan as a release goes through it. */
export interface Course {
  /** In an order in which they can run. */
  readonly legs: readonly Leg[];
  readonly slots: readonly Slot[];
}

const MINUTE_MS = 60_000;

/** Which releases go through it. */
export interface Kind {
  readonly releaseType: string;
  /** Share of a broken version's requests that fail because of it. */
  readonly failingRatio: number;
  readonly pace: Pace;
}

export function courseOf(plan: PlanDocument, traffic: TrafficSpec, { releaseType, failingRatio, pace }: Kind, startMs: number): Course {
  const slots: Slot[] = [];
  const { order } = orderOf(plan.waves);
  const places = new Map(order.map((name, place) => [name, place]));
  const path = pathOf(plan, releaseType);
  const legs = order.map((name): Leg => {
    const entry = lookup(plan).byName.get(name)!;
    const { wave } = entry;
    const firstSlot = slots.length;
    const slot = (what: string) => slots.push({ wave: wave.name, what }) - 1;
    const watch = (percent: number, lengthMs: number): Watch => ({
      lengthMs, healthy: stopped(plan, wave, traffic, percent, lengthMs, 0), broken: stopped(plan, wave, traffic, percent, lengthMs, failingRatio),
    });
    const hours = hoursOf(plan, entry);
    const gates = path.passesWindows ? [] : hours.gates;
    const gateSlots = new Map(wave.gates.map(({ id }) => [id, slot(id)]));
    const own = { freeze: slot('freeze'), moving: slot('deployment'), holding: slot('steps'), verifying: slot('verification'), baking: slot('bake') };
    const firstWindow = wave.gates.find(({ kind }) => kind === 'window');
    return {
      name,
      after: wave.after.map((before) => places.get(before)!),
      environments: wave.environments.length,
      asked: wave.gates.filter(({ kind }) => kind !== 'window').map((gate) => ({ slot: gateSlots.get(gate.id)!, ...asked(gate, pace) })),
      windowSlot: firstWindow ? gateSlots.get(firstWindow.id)! : null,
      windows: new Openings({ gates, freezes: [] }, startMs),
      thawed: new Openings({ gates, freezes: path.passesFreezes ? [] : hours.freezes }, startMs),
      slots: own,
      firstSlot,
      endSlot: slots.length,
      steps: wave.shift.steps.map(({ percent, holdMs }) => watch(percent, holdMs)),
      ...verification(wave, pace),
      bake: watch(100, bakeMsOf(plan, wave, releaseType)),
      periodsMs: watchedPeriods(plan, wave),
    };
  });
  return { legs, slots };
}

function asked(gate: PlannedGate, { answerMs, jobMs }: Pace): Omit<AskedGate, 'slot'> {
  switch (gate.kind) {
    case 'approval': return { medianMs: answerMs, varies: true, answers: gate.quorum, timeoutMs: gate.timeoutMs };
    case 'check':
    case 'evidence': return { medianMs: jobMs, varies: true, answers: 1, timeoutMs: Infinity };
    default: return { medianMs: MINUTE_MS, varies: false, answers: 1, timeoutMs: Infinity };
  }
}

/** The longest of them; they run at the same time. */
function verification({ verifications }: PlannedWave, { jobMs }: Pace): { verificationMs: number; verificationVaries: boolean } {
  const longest = verifications.map((one) => ({ ms: one.kind === 'job' ? jobMs : one.durationMs, varies: one.kind === 'job' })).sort((a, b) => b.ms - a.ms)[0];
  return { verificationMs: longest?.ms ?? 0, verificationVaries: longest?.varies ?? false };
}

function watchedPeriods(plan: PlanDocument, wave: PlannedWave): number[] {
  const names = new Set(lookup(plan).byName.get(wave.name)!.watched.map(({ name }) => name));
  return [...new Set(plan.signals.filter(({ name }) => names.has(name)).map(({ periodMs }) => periodMs))];
}
