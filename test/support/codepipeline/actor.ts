import type { Execution } from './execution';

/** What the pipeline tells the world, as its events in EventBridge do. */
export interface StateChange {
  readonly level: 'pipeline' | 'stage' | 'action';
  readonly stage: string | undefined;
  readonly action: string | undefined;
  readonly execution: Execution;
  readonly state: 'STARTED' | 'SUCCEEDED' | 'FAILED' | 'SUPERSEDED' | 'STOPPED' | 'SKIPPED' | 'APPROVAL';
}

/** What somebody outside may do, named as in the API. Each of them says whether CodePipeline takes it, or gives what it starts. */
export interface Controls {
  readonly nowMs: number;
  after(ms: number, act: () => void): void;
  startPipelineExecution(release: string, variables?: Record<string, string>): Execution;
  putApprovalResult(stage: string, action: string, executionId: string, status: 'Approved' | 'Rejected'): boolean;
  rollbackStage(stage: string, targetExecutionId: string, by?: string): Execution | undefined;
  overrideStageCondition(stage: string, executionId: string, condition: 'BEFORE_ENTRY' | 'ON_SUCCESS'): boolean;
  retryStageExecution(stage: string, executionId: string, mode: 'ALL_ACTIONS' | 'FAILED_ACTIONS'): boolean;
  /** Its running actions end, and nothing else of it begins. One that is abandoned leaves its stage at once, and nobody waits for them. */
  stopPipelineExecution(executionId: string, abandon?: boolean): boolean;
  disableStageTransition(stage: string, reason?: string): void;
  enableStageTransition(stage: string): void;
}

/** People, schedules and state machines: whoever listens to the pipeline and acts on it. */
export interface Actor {
  hear(change: StateChange, controls: Controls): void;
}
