import type { JobSpec, WeeklyHours } from '../../model/spec';
import type { PlannedGate } from '../../plan/document';

export type Approval = Extract<PlannedGate, { kind: 'approval' }>;
export type Change = Extract<PlannedGate, { kind: 'change' }>;
export type Dependency = Extract<PlannedGate, { kind: 'dependsOn' }>;

/** An alarm that a condition asks, and the environment it belongs to. */
export interface AlarmQuestion {
  readonly environment: string;
  readonly alarmName: string;
}

/** An error budget of which enough must be left, and the environment it belongs to. */
export interface BudgetAsked {
  readonly environment: string;
  readonly remainingAtLeastRatio: number;
}

/** Hours in which a release may enter. */
export interface OpenHours {
  readonly name: string;
  readonly hours: WeeklyHours;
}

/** What is true of each stage. */
interface Placed {
  /** What CodePipeline calls it. */
  readonly name: string;
  /** The wave it belongs to: what one of its deploy stages has done is undone in all of them. */
  readonly wave: string;
}

/** People, jobs and other systems say yes, once for the wave. */
export interface GateLayout extends Placed {
  readonly kind: 'gate';
  readonly approvals: Approval[];
  readonly checks: JobSpec[];
  readonly changes: Change[];
  readonly dependencies: Dependency[];
  /** Kinds of evidence. */
  readonly evidence: string[];
  /** Environments whose changes are shown to those who approve. */
  readonly reviewed: string[];
}

/** The window, where some types of release do not wait for it: a stage that these skip. */
export interface WindowLayout extends Placed {
  readonly kind: 'window';
  readonly window: OpenHours;
  readonly skippedBy: string[];
}

/** The moment of entry: the window is open and, after that, nothing fires, no freeze holds, and error budget is left. */
export interface EntryLayout extends Placed {
  readonly kind: 'entry';
  readonly window: OpenHours | undefined;
  readonly quiet: AlarmQuestion[];
  /** Names of the freezes that hold the wave; only its first entry has any, since they hold nothing that is in the wave already. */
  readonly freezes: string[];
  readonly budgets: BudgetAsked[];
}

/** The deployment, its verification and its bake. */
export interface DeployLayout extends Placed {
  readonly kind: 'deploy';
  readonly environments: string[];
  /** At most so many of them at the same time. */
  readonly maxConcurrent: number;
  readonly verifications: JobSpec[];
  /** As long as every release is watched, whatever its type. Nothing: alarms are asked once. */
  readonly bakeMinutes: number;
  readonly bake: AlarmQuestion[];
}

/** The rest of a bake, that some types of release do without. When it fails, the wave is undone. */
export interface SoakLayout extends Placed {
  readonly kind: 'soak';
  readonly bakeMinutes: number;
  readonly bake: AlarmQuestion[];
  readonly skippedBy: string[];
}

/** Whether the gate function is asked on entry. */
export function isJudged({ freezes, budgets }: EntryLayout): boolean {
  return freezes.length > 0 || budgets.length > 0;
}

export type StageLayout = GateLayout | WindowLayout | EntryLayout | DeployLayout | SoakLayout;
