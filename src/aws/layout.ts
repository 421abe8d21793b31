import type { JobSpec, WeeklyHours } from '../model/spec';
import type { PlanDocument, PlannedGate, PlannedWave } from '../plan/document';
import { quietNames } from '../plan/wave-facts';
import { bakeAlarmName, quietAlarmName, watchesBake } from './names';

type Approval = Extract<PlannedGate, { kind: 'approval' }>;

/** An alarm that a condition asks, and the environment it belongs to. */
export interface AlarmQuestion {
  readonly environment: string;
  readonly alarmName: string;
}

/** People and jobs say yes. */
export interface GateLayout {
  readonly kind: 'gate';
  readonly name: string;
  readonly approvals: Approval[];
  readonly checks: JobSpec[];
}

/** The moment of entry: the window is open and, after that, nothing fires. */
export interface EntryLayout {
  readonly kind: 'entry';
  readonly name: string;
  readonly window: { readonly name: string; readonly hours: WeeklyHours } | undefined;
  readonly quiet: AlarmQuestion[];
}

/** The deployment to all environments of a wave, its verification and its bake. */
export interface DeployLayout {
  readonly kind: 'deploy';
  /** Name of the wave; with one environment CDK Pipelines names the stage after the cdk.Stage instead. */
  readonly name: string;
  readonly environments: string[];
  readonly verifications: JobSpec[];
  readonly bakeMinutes: number;
  readonly bake: AlarmQuestion[];
}

export type StageLayout = GateLayout | EntryLayout | DeployLayout;

/**
 * The stages of CodePipeline that a plan becomes, besides those of CDK Pipelines itself.
 *
 * A deploy stage has no entry condition: AWS does not say whether a rollback passes it again, and a closed window or the
 * very alarm that caused the rollback must never stand in its way. An approval comes before the window, since people may
 * answer when it has closed; the window comes before the alarms, since it may be waited for while they begin to fire.
 */
export function layout(plan: PlanDocument): StageLayout[] {
  return plan.waves.flatMap((wave) => [...gateOf(wave), ...entryOf(wave, plan.service), deployOf(wave, plan.service)]);
}

function gateOf(wave: PlannedWave): GateLayout[] {
  const approvals = wave.gates.filter((gate): gate is Approval => gate.kind === 'approval');
  const checks = wave.gates.flatMap((gate) => (gate.kind === 'check' ? [gate.job] : []));
  return approvals.length + checks.length > 0 ? [{ kind: 'gate', name: `gate-${wave.name}`, approvals, checks }] : [];
}

function entryOf(wave: PlannedWave, service: string): EntryLayout[] {
  const [window] = wave.gates.flatMap((gate) => (gate.kind === 'window' ? gate.windows : []));
  const quiet = quietNames(wave).length > 0 ? asked(wave, (environment) => quietAlarmName(service, environment)) : [];
  return window || quiet.length > 0 ? [{ kind: 'entry', name: `enter-${wave.name}`, window, quiet }] : [];
}

function deployOf(wave: PlannedWave, service: string): DeployLayout {
  return {
    kind: 'deploy',
    name: wave.name,
    environments: wave.environments,
    verifications: wave.verifications.flatMap((verification) => (verification.kind === 'job' ? [verification.job] : [])),
    bakeMinutes: wave.bakeMs / 60_000,
    bake: watchesBake(wave) ? asked(wave, (environment) => bakeAlarmName(service, environment)) : [],
  };
}

function asked(wave: PlannedWave, alarmName: (environment: string) => string): AlarmQuestion[] {
  return wave.environments.map((environment) => ({ environment, alarmName: alarmName(environment) }));
}
