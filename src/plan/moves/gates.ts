import type { PlannedGate } from '../document';
import type { PipelineEvent } from '../event';
import type { WaveEntry } from '../lookup';
import { pathOf } from '../path';
import type { GateState, Progress } from '../state';
import { begun } from '../state';
import { dismiss } from './queue';
import { enter } from './shift';
import type { Turn } from './turn';

type ApprovalEvent = Extract<PipelineEvent, { kind: 'approvalGiven' | 'approvalRefused' }>;
type JudgedEvent = Extract<PipelineEvent, { kind: 'gateJudged' }>;
type OverriddenEvent = Extract<PipelineEvent, { kind: 'gateOverridden' }>;

/** Under this id a release waits for freezes to end, and under it the glass is broken. */
export const FREEZE = 'freeze';

const UNTOUCHED: GateState = { verdict: 'pending', approvers: [], overriddenBy: null };

/** Gates that ask about the moment: their last verdict counts, a failure waits, and they can be overridden. */
export const MOMENTARY: ReadonlySet<PlannedGate['kind']> = new Set(['window', 'quiet', 'budget', 'dependsOn']);
export const OVERRIDABLE: ReadonlySet<PlannedGate['kind']> = new Set(['window', 'quiet', 'budget']);

/** A release before the gates of a wave. No verdict about another release counts for it. */
export function waiting(turn: Turn, entry: WaveEntry, release: string): Progress {
  const wave = entry.wave.name;
  turn.emit({ kind: 'waiting', wave, release });
  for (const gate of entry.wave.gates) {
    if (gate.kind === 'approval') {
      turn.emit({ kind: 'requestApproval', wave, gate: gate.id, release, group: gate.group });
      turn.emit({ kind: 'wake', atMs: turn.state.nowMs + gate.timeoutMs });
    } else if (gate.kind !== 'window') {
      turn.emit({ kind: 'judgeGate', wave, gate: gate.id, release });
    }
  }
  return {
    ...begun(release, 'waiting', turn.state.nowMs, 0),
    gates: Object.fromEntries([...entry.wave.gates.map(({ id }) => id), FREEZE].map((id) => [id, UNTOUCHED])),
  };
}

export function decideApproval(turn: Turn, entry: WaveEntry, event: ApprovalEvent): void {
  const gate = gateAsked(turn, entry, event);
  if (gate?.kind !== 'approval' || !event.groups.includes(gate.group)) return;
  if (event.kind === 'approvalRefused') {
    dismiss(turn, entry, event.release, 'refused');
    return;
  }
  const author = turn.candidate(event.release).release.author;
  const { approvers } = turn.wave(entry).current!.gates[gate.id];
  if ((gate.excludeAuthor && event.by === author) || approvers.includes(event.by)) return;
  setGate(turn, entry, gate.id, { approvers: [...approvers, event.by] });
  turn.emit({ kind: 'approved', wave: entry.wave.name, gate: gate.id, release: event.release, by: event.by });
}

export function judgeGate(turn: Turn, entry: WaveEntry, event: JudgedEvent): void {
  const gate = gateAsked(turn, entry, event);
  if (!gate || gate.kind === 'approval' || gate.kind === 'window') return;
  if (event.verdict === 'fail' && !MOMENTARY.has(gate.kind)) dismiss(turn, entry, event.release, 'failedGate');
  else setGate(turn, entry, gate.id, { verdict: event.verdict });
}

export function overrideGate(turn: Turn, entry: WaveEntry, event: OverriddenEvent): void {
  const gate = gateAsked(turn, entry, event);
  const current = turn.wave(entry).current;
  const allowed = gate ? OVERRIDABLE.has(gate.kind) : event.gate === FREEZE && entry.freezes.length > 0;
  if (!allowed || current?.phase !== 'waiting' || current.release !== event.release) return;
  setGate(turn, entry, event.gate, { overriddenBy: event.by });
  turn.emit({ kind: 'overridden', wave: entry.wave.name, gate: event.gate, release: event.release, by: event.by });
}

/** Sends away a release whose approval came too late, and lets one in for which everything is open at this moment. */
export function passGates(turn: Turn, entry: WaveEntry): void {
  const { current } = turn.wave(entry);
  if (current?.phase !== 'waiting') return;
  const late = entry.wave.gates.some((gate) => gate.kind === 'approval'
    && !passes(turn, entry, current, gate) && turn.state.nowMs >= current.sinceMs + gate.timeoutMs);
  if (late) {
    dismiss(turn, entry, current.release, 'timedOut');
    return;
  }
  const open = entry.wave.gates.every((gate) => passes(turn, entry, current, gate)) && thawed(turn, entry, current);
  if (open && !current.held) enter(turn, entry);
}

function passes(turn: Turn, entry: WaveEntry, current: Progress, gate: PlannedGate): boolean {
  const { verdict, approvers, overriddenBy } = current.gates[gate.id];
  if (overriddenBy !== null) return true;
  switch (gate.kind) {
    case 'approval':
      return approvers.length >= gate.quorum;
    case 'window':
      return turn.state.openWindows.includes(`${entry.wave.name}/${gate.id}`) || path(turn, current).passesWindows;
    default:
      return verdict === 'pass';
  }
}

function thawed(turn: Turn, entry: WaveEntry, current: Progress): boolean {
  return current.gates[FREEZE].overriddenBy !== null
    || path(turn, current).passesFreezes
    || entry.freezes.every((freeze) => turn.state.inactiveFreezes.includes(freeze));
}

function path(turn: Turn, current: Progress) {
  return pathOf(turn.plan, turn.candidate(current.release).release.type);
}

/** The gate an event speaks of, if the release it speaks of waits at it now. */
function gateAsked(turn: Turn, entry: WaveEntry, event: { gate: string; release: string }): PlannedGate | undefined {
  const { current } = turn.wave(entry);
  if (current?.phase !== 'waiting' || current.release !== event.release) return undefined;
  return entry.wave.gates.find(({ id }) => id === event.gate);
}

function setGate(turn: Turn, entry: WaveEntry, gate: string, change: Partial<GateState>): void {
  const { gates } = turn.wave(entry).current!;
  turn.setCurrent(entry, { gates: { ...gates, [gate]: { ...gates[gate], ...change } } });
}
