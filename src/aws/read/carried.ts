import type { SignalSpec } from '../../model/spec';
import type { PlanDocument, PlannedGate, PlannedTrigger, PlannedWave } from '../../plan/document';
import { lookup } from '../../plan/lookup';
import { orderOf } from '../../plan/order';
import { minimumRequests, observedMs } from '../../plan/signal-facts';
import { longestMeasurementMs, measuredNames, quietNames, triggerNames } from '../../plan/wave-facts';
import { desugared } from '../gates/version-range';
import { watchedNames, watchesBake } from '../names';
import { weeklyCron } from '../stages/weekly-cron';
import { plannedGates } from './planned-gates';
import type { Unsaid } from './unsaid';
import { UNSAID } from './unsaid';
import { weeklyHours } from './weekly-hours';

const MINUTE_MS = 60_000;

type Projection = (plan: PlanDocument, whole: PlanDocument) => PlanDocument;

/** Takes away what a template does not say, or says in another form. Each looks at the whole plan, whatever is gone already. */
const WITHOUT: Record<Unsaid, Projection> = {
  path: (plan) => ({ ...plan, path: '' }),
  traffic: (plan) => ({ ...plan, traffic: null }),
  acknowledged: (plan) => ({ ...plan, acknowledged: [] }),
  order: (plan) => {
    const waves = orderOf(plan.waves).order.map((name) => plan.waves.find((wave) => wave.name === name)!);
    const inOrder = (triggers: PlannedTrigger[]) => [...triggers].sort((one, other) => (idOf(one) < idOf(other) ? -1 : 1));
    return {
      ...plan,
      environments: waves.flatMap((wave) => wave.environments.map((name) => plan.environments.find((environment) => environment.name === name)!)),
      signals: byName(plan.signals),
      waves: waves.map((wave, i) => ({ ...wave, after: i > 0 ? [waves[i - 1].name] : [], triggers: inOrder(wave.triggers) })),
    };
  },
  tiers: (plan, whole) => ({
    ...plan,
    environments: plan.environments.map(({ name }) => ({ name, tier: '', labels: {} })),
    freezes: byName(plan.freezes.map((freeze) => ({ ...freeze, tiers: heldBy(whole, freeze.name) })).filter(({ tiers }) => tiers.length > 0)),
  }),
  gates: (plan) => inWaves(plan, ({ gates }) => ({ gates: plannedGates(gates.map(({ id, ...gate }) => gate)).map(sorted) })),
  windows: (plan) => inWaves(plan, ({ gates }) => ({ gates: gates.map(unnamedWindow) })),
  versions: (plan) => inWaves(plan, ({ gates }) => ({ gates: gates.map((gate) => (gate.kind === 'dependsOn' ? { ...gate, versions: desugared(gate.versions) } : gate)) })),
  signals: (plan, whole) => ({ ...plan, signals: plan.signals.map((signal) => measuredBy(signal, whole)) }),
  measurements: (plan) => inWaves(plan, (wave) => ({
    verifications: wave.verifications.filter(({ kind }) => kind === 'job'),
    bakeMs: wave.bakeMs + longestMeasurementMs(wave),
    triggers: [...wave.triggers, ...measuredNames(wave).filter((name, i, all) => all.indexOf(name) === i && !triggerNames(wave).includes(name))
      .map((signal): PlannedTrigger => ({ kind: 'signal', signal, scope: 'wave' }))],
  })),
  scopes: (plan) => inWaves(plan, ({ triggers }) => {
    const promoted = triggers.some(({ kind, scope }) => kind === 'signal' && scope === 'promoted');
    return { triggers: triggers.map((trigger) => (promoted && ['signal', 'failedDeployment'].includes(trigger.kind) ? { ...trigger, scope: 'promoted' } : trigger)) };
  }),
  expedited: (plan, whole) => ({ ...plan, expedited: paths(whole) }),
  shifts: (plan) => inWaves(plan, ({ shift }) => {
    if (shift.kind === 'flag') return { shift: { ...shift, flag: '' } };
    return shift.kind === 'blueGreen' && shift.keepOldMs + shift.steps[0].holdMs === 0 ? { shift: { kind: 'allAtOnce', steps: shift.steps.slice(-1) } } : {};
  }),
};

/**
 * What of a plan the templates carry: all that a plan that is read from them can have in common with it.
 * @param unsaid what is taken away
 */
export function carried(plan: PlanDocument, unsaid: readonly Unsaid[] = UNSAID.map(({ of }) => of)): PlanDocument {
  return unsaid.reduce((left, of) => WITHOUT[of](left, plan), plan);
}

function inWaves(plan: PlanDocument, change: (wave: PlannedWave) => Partial<PlannedWave>): PlanDocument {
  return { ...plan, waves: plan.waves.map((wave) => ({ ...wave, ...change(wave) })) };
}

function byName<T extends { readonly name: string }>(named: readonly T[]): T[] {
  return [...named].sort((one, other) => (one.name < other.name ? -1 : 1));
}

function idOf(trigger: PlannedTrigger): string {
  return trigger.kind === 'signal' ? `signal ${trigger.signal}` : trigger.kind;
}

/** Names of the waves. */
function heldBy(plan: PlanDocument, freeze: string): string[] {
  return lookup(plan).entries.filter(({ freezes }) => freezes.includes(freeze)).map(({ wave }) => wave.name).sort();
}

function sorted(gate: PlannedGate): PlannedGate {
  return gate.kind === 'quiet' ? { ...gate, signals: [...gate.signals].sort() } : gate;
}

function unnamedWindow(gate: PlannedGate): PlannedGate {
  if (gate.kind !== 'window') return gate;
  return { ...gate, windows: gate.windows.map(({ hours }) => ({ name: '', hours: weeklyHours(weeklyCron(hours) ?? '', hours.timeZone) ?? hours })) };
}

function measuredBy(signal: SignalSpec, { waves }: PlanDocument): SignalSpec {
  const { measure } = signal;
  const common = { ...signal, noData: 'hold', scope: 'service' } as const;
  switch (measure.kind) {
    case 'errorRatio': return { ...common, measure: { ...measure, detectRatio: 0, minimumRequests: minimum(signal, waves) } };
    case 'sequential': return { ...common, ...eachMinute(signal), measure: { ...measure, power: 0 } };
    case 'latency': return { ...common, measure: { ...measure, minimumRequests: minimum(signal, waves) } };
    case 'custom': return { ...common, measure: { ...measure, metric: '', statistic: '' } };
    case 'synthetic': return { ...common, measure: { ...measure, probe: '' } };
    default: return common;
  }
}

/** An alarm is looked at each minute, however seldom its signal is. */
function eachMinute(signal: SignalSpec): Pick<SignalSpec, 'periodMs' | 'datapointsObserved'> {
  return { periodMs: MINUTE_MS, datapointsObserved: observedMs(signal) / MINUTE_MS };
}

/** While traffic shifts each data point has to have its share of the minimum. */
function minimum(signal: SignalSpec, waves: PlannedWave[]): number {
  const requests = minimumRequests(signal);
  const isCounted = waves.some((wave) => quietNames(wave).includes(signal.name) || (watchesBake(wave) && watchedNames(wave).includes(signal.name)));
  return requests > 1 && !isCounted ? Math.ceil(requests / signal.datapointsObserved) * signal.datapointsObserved : Math.max(1, requests);
}

/** One for each type that passes something somewhere; as long as it bakes where it bakes longest among the waves it shortens. */
function paths(plan: PlanDocument): PlanDocument['expedited'] {
  const baking = plan.waves.filter(watchesBake);
  const hasWindow = plan.waves.some(({ gates }) => gates.some(({ kind }) => kind === 'window'));
  const isFrozen = lookup(plan).entries.some(({ freezes }) => freezes.length > 0);
  return plan.expedited.flatMap(({ releaseTypes, passesWindows, passesFreezes, bakeAtMostMs }) => {
    const shortened = baking.filter(({ bakeMs }) => bakeMs > bakeAtMostMs);
    const longest = shortened.length > 0
      ? Math.max(...shortened.map((wave) => longestMeasurementMs(wave) + bakeAtMostMs))
      : Math.max(0, ...baking.map((wave) => longestMeasurementMs(wave) + wave.bakeMs));
    const passes = { passesWindows: passesWindows && hasWindow, passesFreezes: passesFreezes && isFrozen, bakeAtMostMs: longest };
    return passes.passesWindows || passes.passesFreezes || shortened.length > 0 ? releaseTypes.map((type) => ({ releaseTypes: [type], ...passes })) : [];
  }).sort((one, other) => (one.releaseTypes[0] < other.releaseTypes[0] ? -1 : 1));
}
