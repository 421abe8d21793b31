import type { PlannedGate } from '../../plan/document';
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

/** Gates of a kind are counted, as in a plan. */
export function guardedStage(name: string, { gates = [], quiet = [], rollbackOn = [], bakeTime }: StageGuard): GuardedStage {
  const counts: Record<string, number> = {};
  const planned = gates.map((gate): PlannedGate => {
    const spec = gate._spec();
    counts[spec.kind] = (counts[spec.kind] ?? 0) + 1;
    const id = `${spec.kind}-${counts[spec.kind]}`;
    return spec.kind === 'quiet' ? { id, kind: 'quiet', signals: spec.signals.map((signal) => signal.name) } : { id, ...spec };
  });
  return { name, gates: planned, quiet, rollbackOn, bakeMs: bakeTime?.toMilliseconds() ?? 0 };
}
