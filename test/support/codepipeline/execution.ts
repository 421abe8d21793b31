export type ExecutionType = 'STANDARD' | 'ROLLBACK';
export type ExecutionStatus = 'InProgress' | 'Succeeded' | 'Failed' | 'Superseded';

/** One run through the pipeline. A rollback carries the release and the variables of the execution it goes back to. */
export interface Execution {
  readonly id: string;
  readonly type: ExecutionType;
  readonly release: string;
  readonly variables: Readonly<Record<string, string>>;
  /** The version of the pipeline's structure it was started in. */
  readonly structure: number;
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
}
