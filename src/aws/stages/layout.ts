import type { ExpeditedSpec } from '../../model/spec';
import type { PlanDocument, PlannedWave } from '../../plan/document';
import { lookup } from '../../plan/lookup';
import { orderOf } from '../../plan/order';
import { longestMeasurementMs, quietNames } from '../../plan/wave-facts';
import { bakeAlarmName, quietAlarmName, watchesBake, watchesRelease } from '../names';
import type { SettingsByWave, WaveSettings } from '../wave-settings';
import type { AlarmQuestion, DeployLayout, EntryLayout, GateLayout, OpenHours, SoakLayout, StageLayout, WindowLayout } from './stage-layout';

const MINUTE_MS = 60_000;

/** A wave, or one environment of it that has stages of its own. */
interface Unit {
  readonly name: string;
  readonly wave: PlannedWave;
  readonly environments: string[];
  /** Freezes that hold it. */
  readonly freezes: readonly string[];
}

/**
 * The stages of CodePipeline that a plan becomes, besides those of CDK Pipelines itself.
 *
 * A deploy stage has no entry condition: AWS does not say whether a rollback passes it again, and a closed window or the
 * very alarm that caused the rollback must never stand in its way. An approval comes before the window, since people may
 * answer when it has closed; the window comes before the alarms, since it may be waited for while they begin to fire.
 *
 * Waves that form a graph are put in a row that respects it.
 */
export function layout(plan: PlanDocument, settings: SettingsByWave = {}): StageLayout[] {
  const waves = new Map(plan.waves.map((wave) => [wave.name, wave]));
  return orderOf(plan.waves).order.flatMap((name) => waveLayout(plan, waves.get(name)!, settings[name] ?? {}));
}

function waveLayout(plan: PlanDocument, wave: PlannedWave, settings: WaveSettings): StageLayout[] {
  const { name, environments } = wave;
  const { freezes } = lookup(plan).byName.get(name)!;
  const units = settings.stagePerEnvironment
    ? environments.map((environment, index) => ({ name: environment, wave, environments: [environment], freezes: index === 0 ? freezes : [] }))
    : [{ name, wave, environments, freezes }];
  return [...gateOf(wave, settings), ...units.flatMap((unit) => [
    ...windowOf(plan, unit), ...entryOf(plan, unit), deployOf(plan, unit, settings), ...soaksOf(plan, unit),
  ])];
}

function gateOf({ name, gates, environments }: PlannedWave, { reviewChanges = false }: WaveSettings): GateLayout[] {
  const gate = {
    approvals: gates.filter((one) => one.kind === 'approval'),
    checks: gates.flatMap((one) => (one.kind === 'check' ? [one.job] : [])),
    changes: gates.filter((one) => one.kind === 'change'),
    dependencies: gates.filter((one) => one.kind === 'dependsOn'),
    evidence: [...new Set(gates.flatMap((one) => (one.kind === 'evidence' ? one.evidence : [])))],
  };
  const reviewed = reviewChanges ? environments : [];
  return Object.values(gate).some(({ length }) => length > 0) ? [{ kind: 'gate', name: `gate-${name}`, wave: name, ...gate, reviewed }] : [];
}

function windowOf(plan: PlanDocument, { name, wave }: Unit): WindowLayout[] {
  const skippedBy = passingWindows(plan);
  return skippedBy.length > 0 ? hoursOf(wave).map((window) => ({ kind: 'window', name: `window-${name}`, wave: wave.name, window, skippedBy })) : [];
}

function entryOf(plan: PlanDocument, unit: Unit): EntryLayout[] {
  const { name, wave, freezes } = unit;
  const [window] = passingWindows(plan).length > 0 ? [] : hoursOf(wave);
  const quiet = quietNames(wave).length > 0 ? asked(plan, unit, quietAlarmName) : [];
  const budgets = wave.gates.flatMap((gate) => (gate.kind === 'budget'
    ? unit.environments.map((environment) => ({ environment, remainingAtLeastRatio: gate.remainingAtLeastRatio }))
    : []));
  // where the bake goes on behind the deployment, its stage is free too early: the next release waits before this one
  const waits = windowOf(plan, unit).length === 0 && soaksOf(plan, unit).length > 0;
  const empty = !window && !waits && [...quiet, ...freezes, ...budgets].length === 0;
  return empty ? [] : [{ kind: 'entry', name: `enter-${name}`, wave: wave.name, window, quiet, freezes: [...freezes], budgets }];
}

function deployOf(plan: PlanDocument, unit: Unit, settings: WaveSettings): DeployLayout {
  const { name, wave, environments } = unit;
  const [watchedMs] = bakeEnds(plan, wave);
  return {
    kind: 'deploy',
    name,
    wave: wave.name,
    environments,
    maxConcurrent: settings.maxConcurrent ?? environments.length,
    verifications: wave.verifications.flatMap((verification) => (verification.kind === 'job' ? [verification.job] : [])),
    bakeMinutes: watchedMs / MINUTE_MS,
    bake: watchesRelease(wave) ? asked(plan, unit, bakeAlarmName) : [],
  };
}

/** One for each further length of time after which some types need not be watched any more. */
function soaksOf(plan: PlanDocument, unit: Unit): SoakLayout[] {
  const { name, wave } = unit;
  if (!watchesBake(wave)) return [];
  const endsMs = bakeEnds(plan, wave);
  return endsMs.slice(1).map((endMs, i) => ({
    kind: 'soak',
    name: i > 0 ? `bake-${name}-${i + 1}` : `bake-${name}`,
    wave: wave.name,
    bakeMinutes: (endMs - endsMs[i]) / MINUTE_MS,
    bake: asked(plan, unit, bakeAlarmName),
    skippedBy: typesOf(plan.expedited.filter(({ bakeAtMostMs }) => longestMeasurementMs(wave) + bakeAtMostMs <= endsMs[i])),
  }));
}

/** When the bake of some type of release is over, in order; the last is the whole bake. Measurements come first, for every type. */
function bakeEnds({ expedited }: PlanDocument, wave: PlannedWave): number[] {
  const bakes = [...expedited.map(({ bakeAtMostMs }) => Math.min(bakeAtMostMs, wave.bakeMs)), wave.bakeMs];
  return [...new Set(bakes)].sort((a, b) => a - b).map((bakeMs) => longestMeasurementMs(wave) + bakeMs);
}

/** A second window is refused. */
function hoursOf(wave: PlannedWave): OpenHours[] {
  return wave.gates.flatMap((gate) => (gate.kind === 'window' ? gate.windows : [])).slice(0, 1);
}

function passingWindows({ expedited }: PlanDocument): string[] {
  return typesOf(expedited.filter(({ passesWindows }) => passesWindows));
}

function typesOf(paths: ExpeditedSpec[]): string[] {
  return paths.flatMap(({ releaseTypes }) => releaseTypes);
}

function asked({ service }: PlanDocument, { environments }: Unit, alarmName: (service: string, environment: string) => string): AlarmQuestion[] {
  return environments.map((environment) => ({ environment, alarmName: alarmName(service, environment) }));
}
