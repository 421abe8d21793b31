import type { PlannedGate } from '../../plan/document';
import { lowerGates } from '../../plan/lower';
import type { StageGuard, WatchedAlarm } from '../pipeline-guard';

/** What is asked around one stage. */
export interface GuardedStage {
  /** What CodePipeline calls the stage. */
  readonly name: string;
  readonly gates: PlannedGate[];
  readonly quiet: WatchedAlarm[];
  readonly rollbackOn: WatchedAlarm[];
  readonly bakeMs: number;
}

export function guardedStage(name: string, { gates = [], quiet = [], rollbackOn = [], bakeTime }: StageGuard): GuardedStage {
  return { name, gates: lowerGates(gates, (signal) => signal.name), quiet, rollbackOn, bakeMs: bakeTime?.toMilliseconds() ?? 0 };
}
