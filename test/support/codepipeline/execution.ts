import type { Place } from './definition';

export type ExecutionType = 'STANDARD' | 'ROLLBACK';
export type ExecutionStatus = 'InProgress' | 'Stopping' | 'Stopped' | 'Succeeded' | 'Failed' | 'Superseded';

/** What started an execution, and the detail AWS gives with it. */
export interface Trigger {
  readonly type: 'Webhook' | 'AutomatedRollback' | 'ManualRollback';
  readonly detail: string;
}

/** One run through the pipeline. A rollback carries the release and the variables of the execution it goes back to. */
export interface Execution {
  readonly id: string;
  readonly type: ExecutionType;
  readonly release: string;
  readonly variables: Readonly<Record<string, string>>;
  /** The version of the pipeline's structure it was started in. */
  readonly structure: number;
  readonly startedMs: number;
  readonly trigger: Trigger;
  /** Of a rollback: the execution it goes back to. */
  readonly target: string | undefined;
  status: ExecutionStatus;
}

export type StageStatus = 'InProgress' | 'Succeeded' | 'Failed' | 'Skipped';

/** An execution's stay in a stage. */
export interface Stay {
  readonly execution: Execution;
  status: StageStatus;
  /** Actions that need no further attempt. */
  readonly succeeded: Set<string>;
  /** The condition that failed it, which a person may override. */
  failedBy: 'BEFORE_ENTRY' | 'ON_SUCCESS' | undefined;
  /** The condition that is being judged. */
  judged?: Place;
}
