import type { PlanDocument } from './document';
import type { Effect } from './effect';
import type { PipelineEvent } from './event';
import { admit } from './moves/admit';
import { decideApproval, judgeGate, overrideGate, passGates } from './moves/gates';
import { arrive, enqueueWhereReady } from './moves/queue';
import { advance, finishDeployment, finishVerification } from './moves/shift';
import { Turn } from './moves/turn';
import { finishRollback, measure, retryRollback, undoByOrder } from './moves/undo';
import type { PipelineState } from './state';
import { undoing } from './state';

/**
 * The meaning of a release: what an event does to a pipeline, and what is to be done because of it. Pure, and total over
 * plans without errors. Back ends are held to it.
 */
export function transition(plan: PlanDocument, state: PipelineState, event: PipelineEvent): [PipelineState, Effect[]] {
  const turn = new Turn(plan, state);
  apply(turn, event);
  settle(turn);
  return [turn.state, turn.effects];
}

function apply(turn: Turn, event: PipelineEvent): void {
  switch (event.kind) {
    case 'timePassed':
      if (event.toMs > turn.state.nowMs) turn.set({ nowMs: event.toMs });
      return;
    case 'candidateArrived':
      arrive(turn, event.release);
      return;
    case 'freezeChanged':
      turn.set({ inactiveFreezes: toggled(turn.state.inactiveFreezes, event.freeze, !event.active) });
      return;
    case 'vetoLifted':
      liftVeto(turn, event.release, event.by);
      return;
    default:
      applyToWave(turn, event);
  }
}

function applyToWave(turn: Turn, event: Extract<PipelineEvent, { wave: string }>): void {
  const entry = turn.entry(event.wave);
  if (!entry) return;
  switch (event.kind) {
    case 'approvalGiven':
    case 'approvalRefused':
      return decideApproval(turn, entry, event);
    case 'gateJudged':
      return judgeGate(turn, entry, event);
    case 'gateOverridden':
      return overrideGate(turn, entry, event);
    case 'windowChanged':
      return turn.set({ openWindows: toggled(turn.state.openWindows, `${event.wave}/${event.gate}`, event.open) });
    case 'deploymentFinished':
      return finishDeployment(turn, entry, event);
    case 'signalMeasured':
      return measure(turn, entry, event);
    case 'verificationJudged':
      return finishVerification(turn, entry, event);
    case 'rollbackFinished':
      return finishRollback(turn, entry, event);
    case 'rollBackOrdered':
      return undoByOrder(turn, entry, event.by);
    case 'rollbackRetried':
      return retryRollback(turn, entry);
    case 'heldByOperator':
    case 'resumedByOperator':
      return hold(turn, event);
  }
}

/** Everything that follows by itself. Each round moves a release forward or lets one in, so the rounds end. */
function settle(turn: Turn): void {
  for (let before: PipelineState | undefined; before !== turn.state;) {
    before = turn.state;
    for (const entry of turn.entries) {
      admit(turn, entry);
      passGates(turn, entry);
      advance(turn, entry);
    }
  }
}

function liftVeto(turn: Turn, release: string, by: string): void {
  if (!turn.state.candidates[release]?.vetoed) return;
  turn.setCandidate(release, { vetoed: false });
  turn.emit({ kind: 'vetoLifted', release, by });
  enqueueWhereReady(turn, release);
}

function hold(turn: Turn, event: Extract<PipelineEvent, { kind: 'heldByOperator' | 'resumedByOperator' }>): void {
  const entry = turn.entry(event.wave)!;
  const { current } = turn.wave(entry);
  const held = event.kind === 'heldByOperator';
  // an undoing release cannot be held: no person stands on the way back
  if (!current || current.held === held || undoing(current)) return;
  turn.setCurrent(entry, { held });
  turn.emit({ kind: held ? 'held' : 'resumed', wave: event.wave, release: current.release, by: event.by });
}

function toggled(names: readonly string[], name: string, present: boolean): readonly string[] {
  if (names.includes(name) === present) return names;
  return present ? [...names, name] : names.filter((other) => other !== name);
}
