import type { PlanDocument } from '../../plan/document';
import {
  ARRIVED, AWAY, BIT_BEFORE, BYTES_OF_WAVE, FIRST_WAVE, FREE, HISTORY, NEWEST, OLDEST,
  ORDER, PHASE, QUEUE, RELEASE, ROLLBACK_FAILED, ROLLING_BACK, SHIFTING, VETOED, WAITING,
} from './layout';
import { moveCode, MoveKind } from './move';
import { StateBuffer } from './state-buffer';
import type { WaveRow } from './wave-table';
import { Firing, waveTable } from './wave-table';
import type { World } from './world';

/* eslint-disable no-bitwise -- a set of releases is a byte */

/**
 * Is told each state that can follow, which it must copy, by which move, and whether that can be made at every moment that the
 * state stands for, not only at some.
 */
export type Sink = (next: StateBuffer, move: number, isSure: boolean) => void;

/**
 * What waves do to each other, as fast as it can be: the transition without what goes on inside a phase. Tests hold it to
 * the transition.
 */
export class Interplay {
  public readonly width: number;
  private readonly waves: readonly WaveRow[];
  private readonly following: StateBuffer;
  /** The bytes of the state that follows. */
  private readonly next: Uint8Array;
  /** Whether a move reaches other waves than its own; the others are as settled as they were. */
  private spreads = false;

  private readonly supersede: boolean;
  private readonly undoesFirst: boolean;
  private readonly failsRollbacks: boolean;
  /** Every release of the world. */
  private readonly all: number;

  /** @param observed phases that must be told apart */
  constructor(plan: PlanDocument, world: World, observed: ReadonlySet<number>) {
    this.waves = waveTable(plan, world.types, observed);
    this.supersede = plan.supersede;
    this.undoesFirst = world.undoesFirst;
    this.failsRollbacks = observed.has(ROLLBACK_FAILED);
    this.all = (1 << world.types.length) - 1;
    this.width = FIRST_WAVE + BYTES_OF_WAVE * this.waves.length;
    this.following = new StateBuffer(this.width);
    this.next = this.following.bytes;
  }

  /** A healthy release has been through all waves. */
  public initial(): StateBuffer {
    const state = new StateBuffer(this.width);
    state.bytes[ARRIVED] = BIT_BEFORE;
    for (let at = FIRST_WAVE; at < this.width; at += BYTES_OF_WAVE) state.bytes[at + HISTORY] = BIT_BEFORE;
    return state;
  }

  public successors(state: StateBuffer, sink: Sink): void {
    if (state.bytes[ARRIVED] !== this.all) this.tell(state, MoveKind.ARRIVE, 0, sink);
    for (let bits = state.bytes[VETOED]; bits > 0; bits &= ~OLDEST[bits]) this.tell(state, MoveKind.LIFT, OLDEST[bits], sink);
    for (let w = 0; w < this.waves.length; w++) this.inWave(state, w, sink);
  }

  private inWave(state: StateBuffer, w: number, sink: Sink): void {
    const wave = this.waves[w];
    const phase = state.bytes[offsetOf(w) + PHASE];
    switch (phase) {
      case ROLLBACK_FAILED:
        return this.tell(state, MoveKind.RETRY_ROLLBACK, w, sink);
      case ROLLING_BACK:
        this.tell(state, MoveKind.FINISH_ROLLBACK, w, sink);
        if (this.failsRollbacks) this.tell(state, MoveKind.FAIL_ROLLBACK, w, sink);
        return;
      case WAITING:
        this.tell(state, MoveKind.ENTER, w, sink);
        if (wave.turnsAway) this.tell(state, MoveKind.TURN_AWAY, w, sink);
        break;
      case FREE:
        break;
      default:
        this.tell(state, MoveKind.ADVANCE, w, sink);
        if (wave.undo[phase] !== Firing.NEVER) this.tell(state, MoveKind.UNDO, w, sink, wave.undo[phase] === Firing.ALWAYS);
        if (wave.undoPromoted[phase] !== Firing.NEVER) this.tell(state, MoveKind.UNDO_PROMOTED, w, sink, wave.undoPromoted[phase] === Firing.ALWAYS);
        return;
    }
    const running = NEWEST[state.bytes[offsetOf(w) + HISTORY]];
    if (running > BIT_BEFORE || (running === BIT_BEFORE && this.undoesFirst)) this.tell(state, MoveKind.ORDER, w, sink);
  }

  private tell(state: StateBuffer, kind: MoveKind, index: number, sink: Sink, isSure = true): void {
    const { words } = this.following;
    for (let i = 0; i < words.length; i++) words[i] = state.words[i];
    this.spreads = false;
    this.make(kind, index);
    if (!this.spreads) this.settle(index);
    else for (let w = 0; w < this.waves.length; w++) this.settle(w);
    sink(this.following, moveCode(kind, index), isSure);
  }

  private make(kind: MoveKind, index: number): void {
    const at = offsetOf(index);
    switch (kind) {
      case MoveKind.ARRIVE:
        return this.arrive();
      case MoveKind.ENTER:
        this.next[at + PHASE] = SHIFTING;
        return;
      case MoveKind.TURN_AWAY:
        this.next[at + AWAY] |= this.next[at + RELEASE];
        return this.free(at);
      case MoveKind.ADVANCE:
        return this.advance(index);
      case MoveKind.UNDO:
        return this.undo(index, this.next[at + RELEASE], false);
      case MoveKind.UNDO_PROMOTED:
        return this.undo(index, this.next[at + RELEASE], true);
      case MoveKind.ORDER:
        return this.undo(index, NEWEST[this.next[at + HISTORY]], this.waves[index].orderPromoted);
      case MoveKind.FINISH_ROLLBACK:
        return this.free(at);
      case MoveKind.FAIL_ROLLBACK:
        this.next[at + PHASE] = ROLLBACK_FAILED;
        return;
      case MoveKind.RETRY_ROLLBACK:
        this.next[at + PHASE] = ROLLING_BACK;
        return;
      case MoveKind.LIFT:
        this.next[VETOED] &= ~index;
        return this.enqueueWhereReady(index);
    }
  }

  private arrive(): void {
    const release = NEWEST[this.next[ARRIVED]] << 1;
    this.next[ARRIVED] |= release;
    this.enqueueWhereReady(release);
  }

  private advance(w: number): void {
    const at = offsetOf(w);
    const release = this.next[at + RELEASE];
    const phase = this.waves[w].next[ORDER[release]][this.next[at + PHASE]];
    this.next[at + PHASE] = phase;
    if (phase !== FREE) return;
    this.next[at + RELEASE] = 0;
    this.next[at + HISTORY] |= release;
    this.enqueueWhereReady(release);
  }

  private enqueueWhereReady(release: number): void {
    this.spreads = true;
    for (let w = 0, at = FIRST_WAVE; w < this.waves.length; w++, at += BYTES_OF_WAVE) {
      if ((this.next[at + HISTORY] | this.next[at + AWAY]) & release) continue;
      const there = this.next[at + RELEASE] === release && this.next[at + PHASE] < ROLLING_BACK;
      if (!there && this.isDoneBefore(w, release)) this.next[at + QUEUE] |= release;
    }
  }

  private isDoneBefore(w: number, release: number): boolean {
    for (const before of this.waves[w].before) if (!(this.next[offsetOf(before) + HISTORY] & release)) return false;
    return true;
  }

  private undo(origin: number, release: number, promoted: boolean): void {
    this.spreads = true;
    this.next[VETOED] |= release;
    for (let w = 0, at = FIRST_WAVE; w < this.waves.length; w++, at += BYTES_OF_WAVE) {
      this.next[at + QUEUE] &= ~release;
      const phase = this.next[at + PHASE];
      const here = this.next[at + RELEASE] === release;
      if (here && phase === WAITING) this.free(at);
      if (here && phase > WAITING && phase < ROLLING_BACK) this.next[at + PHASE] = ROLLING_BACK;
      else if (this.next[at + HISTORY] & release && (promoted || w === origin)) this.withdraw(at, release);
    }
  }

  private withdraw(at: number, release: number): void {
    const running = NEWEST[this.next[at + HISTORY]] === release;
    this.next[at + HISTORY] &= ~release;
    if (!running) return;
    if (this.next[at + PHASE] < ROLLING_BACK) this.next[at + QUEUE] |= this.next[at + RELEASE];
    this.next[at + PHASE] = ROLLING_BACK;
    this.next[at + RELEASE] = release;
  }

  /** Lets in who may come in. */
  private settle(w: number): void {
    const at = offsetOf(w);
    const newestDone = NEWEST[this.next[at + HISTORY]];
    if (newestDone > 0) this.next[at + QUEUE] &= ~(newestDone - 1);
    const queue = this.next[at + QUEUE];
    if (queue === 0) return;
    const phase = this.next[at + PHASE];
    const first = this.supersede ? NEWEST[queue] : OLDEST[queue];
    const overtakes = this.supersede && phase === WAITING && first > this.next[at + RELEASE];
    if (phase !== FREE && !overtakes) return;
    this.next[at + QUEUE] = this.supersede ? 0 : queue & ~first;
    this.next[at + PHASE] = this.waves[w].direct[ORDER[first]] ? SHIFTING : WAITING;
    this.next[at + RELEASE] = first;
  }

  private free(at: number): void {
    this.next[at + PHASE] = FREE;
    this.next[at + RELEASE] = 0;
  }
}

export function offsetOf(wave: number): number {
  return FIRST_WAVE + BYTES_OF_WAVE * wave;
}
