import validRange from 'semver/ranges/valid';
import type { FreezeSpec, SignalSpec, WeeklyHours } from '../../model/spec';
import { datedInterval } from '../../plan/calendar/interval';
import { localText } from '../../plan/calendar/local-date';
import type { PlanDocument, PlannedGate, PlannedTrigger, PlannedWave } from '../../plan/document';
import { lookup } from '../../plan/lookup';
import { measuredNames, partialSteps, quietNames, triggerNames } from '../../plan/wave-facts';
import { automaticTriggers } from '../kargo/undone-with';
import { timeToFailMs } from '../prometheus/watch';
import { inOrder } from './kargo/kargo-plans';
import { plannedGates } from './planned-gates';
import { shiftOfSteps } from './shift';
import type { Unsaid } from './unsaid';
import { UNSAID } from './unsaid';

type Projection = (plan: PlanDocument, whole: PlanDocument) => PlanDocument;

/** Takes away what manifests do not say, or say in another form. Each looks at the whole plan, whatever is gone already. */
const WITHOUT: Record<Unsaid, Projection> = {
  path: (plan) => ({ ...plan, path: '' }),
  traffic: (plan) => ({ ...plan, traffic: null }),
  acknowledged: (plan) => ({ ...plan, acknowledged: [] }),
  order: (plan) => ({
    ...plan,
    environments: byName(plan.environments),
    signals: byName(plan.signals),
    freezes: byName(plan.freezes),
    waves: inOrder(plan.waves).map((wave) => ({
      ...wave,
      after: [...wave.after].sort(),
      environments: [...wave.environments].sort(),
      triggers: [...wave.triggers].sort((one, other) => (idOf(one) < idOf(other) ? -1 : 1)),
    })),
  }),
  labels: (plan) => ({ ...plan, environments: plan.environments.map((environment) => ({ ...environment, labels: {} })) }),
  tiers: (plan, { environments }) => ({
    ...plan,
    freezes: plan.freezes
      .map((freeze) => ({ ...freeze, tiers: freeze.tiers.filter((tier) => environments.some((environment) => environment.tier === tier)).sort() }))
      .filter(({ tiers }) => tiers.length > 0),
  }),
  gates: (plan) => inWaves(plan, ({ gates }) => ({ gates: plannedGates(gates.map(({ id, ...gate }) => gate)) })),
  people: (plan) => inGates(plan, (gate) => (gate.kind === 'approval' ? { ...gate, group: '', timeoutMs: 0 } : gate)),
  systems: (plan) => inGates(plan, (gate) => (gate.kind === 'change' ? { ...gate, system: '' } : gate)),
  versions: (plan) => inGates(plan, (gate) => (gate.kind === 'dependsOn' ? { ...gate, versions: compared(gate.versions) } : gate)),
  zones: (plan) => ({
    ...inGates(plan, (gate) => (gate.kind === 'window' ? { ...gate, windows: gate.windows.map(({ name, hours }) => ({ name, hours: inWeek(hours) })) } : gate)),
    freezes: plan.freezes.map((freeze) => ({ ...freeze, span: instants(freeze.span) })),
  }),
  jobs: (plan) => inWaves(plan, (wave) => ({
    gates: wave.gates.map((gate) => (gate.kind === 'check' ? { ...gate, job: script(gate.job) } : gate)),
    verifications: wave.verifications.map((one) => (one.kind === 'job' ? { ...one, job: script(one.job) } : one)),
  })),
  signals: (plan, whole) => ({ ...plan, signals: plan.signals.map((signal) => measuredBy(signal, whole)) }),
  idle: (plan, { waves, signals }) => {
    const acts = (wave: PlannedWave) => (name: string) => isWatched(name, wave, signals);
    const asked = new Set(waves.flatMap((wave) => [...triggerNames(wave).filter(acts(wave)), ...quietNames(wave), ...measuredNames(wave)]));
    return {
      ...inWaves(plan, (wave) => ({ triggers: wave.triggers.filter((trigger) => trigger.kind !== 'signal' || acts(wave)(trigger.signal)) })),
      signals: plan.signals.filter(({ name }) => asked.has(name)),
    };
  },
  shifts: (plan) => inWaves(plan, (wave) => (partialSteps(wave).length > 0 ? { shift: shiftOfSteps(partialSteps(wave)) } : {})),
  measurements: (plan, { signals }) => inWaves(plan, ({ verifications }) => ({
    verifications: verifications.map((one) => (one.kind === 'job' ? one : { ...one, durationMs: wholePeriods(one.durationMs, signals.find(({ name }) => name === one.signal)) })),
  })),
  scopes: (plan, whole) => inWaves(plan, (wave) => {
    const before = lookup(whole).byName.get(wave.name)?.before ?? [];
    const promoted = before.length > 0 && automaticTriggers(wave).some(({ scope }) => scope === 'promoted');
    return { triggers: wave.triggers.map((trigger) => ({ ...trigger, scope: promoted && trigger.kind !== 'operator' ? 'promoted' : 'wave' })) };
  }),
  bakes: (plan, whole) => inWaves(plan, (wave) => {
    const isLast = whole.waves.every(({ after }) => !after.includes(wave.name));
    return isLast && triggerNames(wave).length === 0 ? { bakeMs: 0 } : {};
  }),
};

/**
 * What of a plan the manifests carry: all that a plan that is read from them can have in common with it.
 * @param unsaid what is taken away
 */
export function carried(plan: PlanDocument, unsaid: readonly Unsaid[] = UNSAID.map(({ of }) => of)): PlanDocument {
  return unsaid.reduce((left, of) => WITHOUT[of](left, plan), plan);
}

function inWaves(plan: PlanDocument, change: (wave: PlannedWave) => Partial<PlannedWave>): PlanDocument {
  return { ...plan, waves: plan.waves.map((wave) => ({ ...wave, ...change(wave) })) };
}

function inGates(plan: PlanDocument, change: (gate: PlannedGate) => PlannedGate): PlanDocument {
  return inWaves(plan, ({ gates }) => ({ gates: gates.map(change) }));
}

function byName<T extends { readonly name: string }>(all: readonly T[]): T[] {
  return [...all].sort((one, other) => (one.name < other.name ? -1 : 1));
}

function idOf(trigger: PlannedTrigger): string {
  return trigger.kind === 'signal' ? `signal ${trigger.signal}` : trigger.kind;
}

/** In the order of a step's comparisons; that a prerelease does not count goes without saying. */
function compared(versions: string): string {
  const range = validRange(versions) ?? '*';
  return range.split('||').map((set) => set.trim().replace(/-0(?= |$)/g, '') || '*').join(' || ');
}

function instants(span: FreezeSpec['span']): FreezeSpec['span'] {
  if (span.kind === 'weekly') return inWeek(span);
  if (span.kind === 'yearly') return span;
  const { fromMs, toMs } = datedInterval(span);
  return { kind: 'dated', from: localText(fromMs), to: localText(toMs), timeZone: 'UTC' };
}

function inWeek(hours: WeeklyHours): WeeklyHours {
  return { ...hours, days: [...hours.days].sort() };
}

function script<T extends { readonly commands: string[]; readonly timeoutMs: number }>(job: T): T {
  return { ...job, commands: job.commands.join('\n').split('\n'), timeoutMs: Math.ceil(job.timeoutMs / 1_000) * 1_000 };
}

function measuredBy(signal: SignalSpec, { waves, signals }: PlanDocument): SignalSpec {
  const { measure } = signal;
  const isTrigger = (wave: PlannedWave) => triggerNames(wave).includes(signal.name) && isJudged(signal.name, wave, signals);
  const judges = waves.some((wave) => measuredNames(wave).includes(signal.name) || isTrigger(wave));
  const common: SignalSpec = judges ? signal : { ...signal, scope: 'service' };
  switch (measure.kind) {
    case 'errorRatio': return { ...common, measure: { ...measure, detectRatio: 0, minimumRequests: Math.max(1, measure.minimumRequests) } };
    case 'sequential': return { ...common, measure: { ...measure, power: 0 } };
    case 'latency': return { ...common, measure: { ...measure, minimumRequests: Math.max(1, measure.minimumRequests) } };
    case 'custom': return { ...common, scope: 'service', measure: { ...measure, metric: '' } };
    case 'synthetic': return { ...common, measure: { ...measure, probe: '' } };
    default: return common;
  }
}

/** Whether a signal that triggers a rollback is waited for in a wave: while traffic shifts, or in the bake. */
function isWatched(name: string, wave: PlannedWave, signals: readonly SignalSpec[]): boolean {
  return wave.bakeMs > 0 || isJudged(name, wave, signals);
}

/** A preview that is too short for a signal to fail is not measured. */
function isJudged(name: string, wave: PlannedWave, signals: readonly SignalSpec[]): boolean {
  if (wave.shift.kind !== 'blueGreen') return partialSteps(wave).length > 0;
  const [{ holdMs }] = wave.shift.steps;
  return signals.some((signal) => signal.name === name && timeToFailMs(signal) <= holdMs);
}

function wholePeriods(durationMs: number, signal: SignalSpec | undefined): number {
  return signal ? Math.floor(durationMs / signal.periodMs) * signal.periodMs : durationMs;
}
