import type { PlanDocument, PlannedWave } from '../plan/document';
import { longestMeasurementMs, measuredNames, quietNames, triggerNames } from '../plan/wave-facts';
import type { Change, Dependency, GateLayout } from './stages/stage-layout';

/*
 * Alarms live in the stacks that are released, the pipeline in another account: both know a name, neither knows the other.
 * So these names are physical, and part of the contract with whoever raises an alarm by hand.
 */

/** The composite alarm that is watched while an environment bakes, or asked when its verifications have ended. */
export function bakeAlarmName(service: string, environment: string): string {
  return `${service}-${environment}`;
}

/** The composite alarm that keeps a release out while an environment is not quiet. */
export function quietAlarmName(service: string, environment: string): string {
  return `${service}-${environment}-quiet`;
}

/** The alarm on one signal of an environment. */
export function signalAlarmName(service: string, environment: string, signal: string): string {
  return `${service}-${environment}-${signal}`;
}

/** The alarm that fires when nothing goes through an environment's alias. */
export function noDataAlarmName(service: string, environment: string): string {
  return `${service}-${environment}-no-data`;
}

/** The alarm that fires when an environment gets fewer requests than a signal takes. */
export function signalNoDataAlarmName(service: string, environment: string, signal: string): string {
  return `${signalAlarmName(service, environment, signal)}-no-data`;
}

/** The role, in an environment's account, with which the pipeline reads the environment's alarms. */
export function readerRoleName(service: string, environment: string): string {
  return `${service}-${environment}-alarm-reader`;
}

/** The alarms a wave's conditions ask for in one of its environments. */
export function watchedAlarms(plan: PlanDocument, wave: PlannedWave, environment: string): string[] {
  return [
    ...(watchesRelease(wave) ? [bakeAlarmName(plan.service, environment)] : []),
    ...(quietNames(wave).length > 0 ? [quietAlarmName(plan.service, environment)] : []),
  ];
}

/** Names of the signals that a bake watches: what undoes the release, and what a verification measures. */
export function watchedNames(wave: PlannedWave): string[] {
  return [...new Set([...triggerNames(wave), ...measuredNames(wave)])];
}

/** How long a wave is watched at full traffic: measurements come first, and their signals are watched through the bake too. */
export function watchedMs(wave: PlannedWave): number {
  return longestMeasurementMs(wave) + wave.bakeMs;
}

export function watchesBake(wave: PlannedWave): boolean {
  return watchedMs(wave) > 0 && watchedNames(wave).length > 0;
}

/** Whether alarms are asked once: there is no bake, but while jobs verify, time passes in which a signal may have noticed something. */
export function asksOnce(wave: PlannedWave): boolean {
  return watchedMs(wave) === 0 && wave.verifications.length > 0 && triggerNames(wave).length > 0;
}

/** Whether alarms decide, after the shift, that a release stays. */
export function watchesRelease(wave: PlannedWave): boolean {
  return watchesBake(wave) || asksOnce(wave);
}

/** One for each person of a group who has to say yes. */
export function approvalActionNames({ group, quorum }: { readonly group: string; readonly quorum: number }): string[] {
  const name = `approve-${group}`;
  return quorum === 1 ? [name] : Array.from({ length: quorum }, (_, i) => `${name}-${i + 1}`);
}

/** What the actions of a gate are called. */
export function gateActionNames({ approvals, checks, changes, dependencies, evidence }: GateLayout): string[] {
  return [
    ...approvals.flatMap(approvalActionNames), ...checks.map(({ name }) => name), ...changes.map(changeActionName), ...dependencies.map(dependencyActionName),
    ...(evidence.length > 0 ? [EVIDENCE_ACTION] : []),
  ];
}

export function changeActionName({ system }: Change): string {
  return `change-${system}`;
}

export function dependencyActionName({ service, environment }: Dependency): string {
  return `depends-on-${service}-${environment}`;
}

export const EVIDENCE_ACTION = 'evidence';

/**
 * The pipeline has a name that its own gates know: a function cannot be told the name of the pipeline that calls it.
 * @param part counted from one, where a release goes through several pipelines
 */
export function pipelineName(service: string, part = 1): string {
  return part === 1 ? `${service}-release` : `${service}-release-${part}`;
}

/** The objective, in an environment's account and Region, whose error budget releases ask for. */
export function objectiveName(service: string, environment: string): string {
  return `${service}-${environment}-budget`;
}

/** The parameter that says what runs in an environment. */
export function recordName(service: string, environment: string): string {
  return `/spillway/${service}/running/${environment}`;
}

/** The action that builds a candidate. */
export const SYNTH_ACTION = 'Synth';

/** The action whose revision a candidate is known by. */
export const SOURCE_ACTION = 'Source';

/** The action with which a later pipeline takes up what an earlier one has handed over. */
export const CANDIDATE_ACTION = 'Candidate';

/** What the variables of the source are found under, where a later pipeline is told its revision. */
export const SOURCE_NAMESPACE = 'Source';

/** Where the vetoes of a service are kept: a parameter for each revision that was rolled back. */
export function vetoPath(service: string): string {
  return `/spillway/${service}/vetoed`;
}

/** The state machine that undoes what a release has been through. */
export function undoMachineName(service: string): string {
  return `${service}-undo`;
}
