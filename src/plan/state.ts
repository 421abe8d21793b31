import type { ReleaseSpec } from '../model/spec';
import type { PlanDocument } from './document';
import type { Reading, Verdict } from './event';

/** `waiting` is before the gates; in the next three the release has traffic; the last two undo it. */
export type Phase = 'waiting' | 'shifting' | 'verifying' | 'baking' | 'rollingBack' | 'rollbackFailed';

export interface GateState {
  readonly verdict: Verdict | 'pending';
  /** Different people who said yes. */
  readonly approvers: readonly string[];
  /** Who broke the glass; null: nobody. */
  readonly overriddenBy: string | null;
}

/** A release in a wave. */
export interface Progress {
  /** The release that moves, or the one that is undone. */
  readonly release: string;
  readonly phase: Phase;
  /** When the phase began. */
  readonly sinceMs: number;
  /** Index into the shift's steps. */
  readonly step: number;
  /** Environments that have finished what the phase asks of them. */
  readonly finished: readonly string[];
  /** When the step was reached everywhere, or the bake began; null before. Only what is measured from then on counts as a pass. */
  readonly watchedSinceMs: number | null;
  /** Last reading of each watched signal, by `environment/signal`. */
  readonly readings: Readonly<Record<string, Reading>>;
  readonly gates: Readonly<Record<string, GateState>>;
  readonly verdicts: Readonly<Record<string, Verdict>>;
  /** Whether an operator holds it. Never keeps a rollback from happening. */
  readonly held: boolean;
  /** While undoing: the release that gets the traffic back. */
  readonly to: string | null;
}

export interface WaveState {
  /** Versions that may enter when the wave is free, in order of arrival. */
  readonly queue: readonly string[];
  readonly current: Progress | null;
  /** Versions that went through and were not undone; the last one has all traffic when nothing moves. */
  readonly history: readonly string[];
}

export interface Candidate {
  readonly release: ReleaseSpec;
  /** Larger is newer. */
  readonly sequence: number;
  /** Names of the waves it has been through. */
  readonly done: readonly string[];
  /** Names of the waves at whose gates it was turned away for good. */
  readonly turnedAway: readonly string[];
  /** Rolled back once: goes nowhere until a person lifts the veto. */
  readonly vetoed: boolean;
}

export interface PipelineState {
  readonly nowMs: number;
  readonly candidates: Readonly<Record<string, Candidate>>;
  /** `wave/gate` of the windows that are open. What is not known to be open is closed. */
  readonly openWindows: readonly string[];
  /** Freezes that are known not to be active. What is not known is frozen. */
  readonly inactiveFreezes: readonly string[];
  /** In the order of the plan's waves. */
  readonly waves: readonly WaveState[];
}

/** Before anything has happened: nothing runs, and everything that can be closed is. */
export function initialState(plan: PlanDocument, nowMs: number): PipelineState {
  return {
    nowMs,
    candidates: {},
    openWindows: [],
    inactiveFreezes: [],
    waves: plan.waves.map(() => ({ queue: [], current: null, history: [] })),
  };
}

/** A release that begins something in a wave. */
export function begun(release: string, phase: Phase, nowMs: number, step: number): Progress {
  return {
    release, phase, sinceMs: nowMs, step, finished: [], watchedSinceMs: null, readings: {}, gates: {}, verdicts: {}, held: false, to: null,
  };
}

/** Whether it is on its way back. */
export function undoing({ phase }: Progress): boolean {
  return phase === 'rollingBack' || phase === 'rollbackFailed';
}

/** Whether it has traffic, or may have. */
export function moving({ phase }: Progress): boolean {
  return phase === 'shifting' || phase === 'verifying' || phase === 'baking';
}

/** Whether nothing moves and nothing waits. */
export function atRest(state: PipelineState): boolean {
  return state.waves.every(({ current, queue }) => current === null && queue.length === 0);
}

/** The release that has all of a wave's traffic, or had it before the one that moves there now. */
export function runningIn(wave: WaveState): string | null {
  return wave.history.at(-1) ?? null;
}
