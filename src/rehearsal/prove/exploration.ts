import type { Interplay } from './interplay';
import { Numbers } from './numbers';
import { StateBuffer } from './state-buffer';
import { StateStore } from './state-store';
import type { StatesWatch } from './watch';
import { STATES_UNWATCHED, UNWATCHED } from './watch';

/* eslint-disable no-bitwise -- sets are bits */

interface Reversed {
  /** By state: where its sources begin. */
  readonly starts: Int32Array;
  readonly sources: Int32Array;
}

/** Every state that moves in any order lead to, breadth first: the first one of a kind is one of the nearest. */
export class Exploration {
  /** Whether nothing was left out. */
  public readonly isComplete: boolean;
  private readonly store: StateStore;
  /** The state whose successors are looked for. */
  private readonly current: StateBuffer;
  /** The state that was asked for. */
  private readonly seen: StateBuffer;
  private readonly parents = new Numbers();
  private readonly moves = new Numbers();
  /** Where the successors of each state begin. */
  private readonly starts = new Numbers();
  /** Twice the number of the successor, and one more where the move can be made at every moment. */
  private readonly edges = new Numbers();
  private backwards?: Reversed;

  constructor(private readonly interplay: Interplay, statesAtMost: number, watch: StatesWatch = UNWATCHED) {
    this.store = new StateStore(interplay.width);
    this.current = new StateBuffer(interplay.width);
    this.seen = new StateBuffer(interplay.width);
    this.found(interplay.initial(), 0, 0);
    const room = Math.min(statesAtMost, StateStore.ROOM);
    let next = 0;
    for (; next < this.size && this.size <= room; next++) {
      if (next % STATES_UNWATCHED === 0) watch(this.size);
      this.expand(next);
    }
    this.isComplete = next === this.size;
    for (; next <= this.size; next++) this.starts.push(this.edges.length);
  }

  public get size(): number {
    return this.store.size;
  }

  public get transitions(): number {
    return this.edges.length;
  }

  /** Holds until another one is asked for. */
  public state(index: number): Uint8Array {
    this.store.read(index, this.seen);
    return this.seen.bytes;
  }

  /** What holds of each state. */
  public map(of: (state: Uint8Array) => number): Uint8Array {
    return Uint8Array.from({ length: this.size }, (_, index) => of(this.state(index)));
  }

  /** Moves from the beginning to a state. */
  public pathTo(index: number): number[] {
    const path: number[] = [];
    for (let at = index; at > 0; at = this.parents.at(at)) path.push(this.moves.at(at));
    return path.reverse();
  }

  /** Tells the numbers of the states that can follow. */
  public follow(index: number, tell: (following: number) => void): void {
    for (let i = this.starts.at(index), end = this.starts.at(index + 1); i < end; i++) tell(this.edges.at(i) >> 1);
  }

  /** The move from a state to one that follows. */
  public between(index: number, following: number): number {
    let found = -1;
    this.store.read(index, this.current);
    this.interplay.successors(this.current, (next, move) => {
      if (found < 0 && this.store.add(next) === following) found = move;
    });
    return found;
  }

  /**
   * From which states goals can be reached, whatever moment of the state it is.
   * @param goals by state, a bit for each goal that it is
   * @returns by state, a bit for each goal
   */
  public reaching(goals: Uint8Array): Uint8Array {
    const { starts, sources } = this.backwards ??= this.reversed();
    const reaching = goals.slice();
    const pending: number[] = [];
    for (let i = 0; i < this.size; i++) if (goals[i] !== 0) pending.push(i);
    while (pending.length > 0) {
      const at = pending.pop()!;
      const found = reaching[at];
      for (let i = starts[at]; i < starts[at + 1]; i++) {
        const source = sources[i];
        if ((found & ~reaching[source]) === 0) continue;
        reaching[source] |= found;
        pending.push(source);
      }
    }
    return reaching;
  }

  /** For each state, those from which a sure move leads there. */
  private reversed(): Reversed {
    const starts = new Int32Array(this.size + 2);
    for (let i = 0; i < this.edges.length; i++) if (this.edges.at(i) & 1) starts[(this.edges.at(i) >> 1) + 2]++;
    for (let i = 2; i < starts.length; i++) starts[i] += starts[i - 1];
    const sources = new Int32Array(this.edges.length);
    for (let from = 0; from < this.size; from++) {
      for (let i = this.starts.at(from); i < this.starts.at(from + 1); i++) {
        if (this.edges.at(i) & 1) sources[starts[(this.edges.at(i) >> 1) + 1]++] = from;
      }
    }
    return { starts, sources };
  }

  private expand(index: number): void {
    this.starts.push(this.edges.length);
    this.store.read(index, this.current);
    this.interplay.successors(this.current, (next, move, isSure) => {
      const known = this.store.add(next);
      if (known < 0) this.found(next, index, move);
      this.edges.push(2 * (known < 0 ? this.size - 1 : known) + (isSure ? 1 : 0));
    });
  }

  private found(state: StateBuffer, parent: number, move: number): void {
    if (this.size === 0) this.store.add(state);
    this.parents.push(parent);
    this.moves.push(move);
  }
}
