import { StateBuffer } from './state-buffer';

/* eslint-disable no-bitwise -- a hash, and a table whose size is a power of two */

const EMPTY = -1;
const FNV_PRIME = 0x01000193;
/** Of a slot: room for more numbers than memory has for states, and the rest of it. */
const NUMBER = 0x03ffffff;
const MARK = ~NUMBER;

/** States of one width, each once, in one block of memory and in the order in which they came. */
export class StateStore {
  /** How many states there is room for, and all that can follow one of them. */
  public static readonly ROOM = 60_000_000;

  public size = 0;
  private readonly words: number;
  private rows: Int32Array;
  /** One more than the number of a state, beside a part of its hash so that most others need not be looked at; 0 where nothing is. */
  private slots = new Int32Array(1 << 14);

  constructor(private readonly width: number) {
    this.words = Math.ceil(width / Int32Array.BYTES_PER_ELEMENT);
    this.rows = new Int32Array(this.words * (1 << 13));
  }

  /** The number of a state that was already there; less than zero when it is new. */
  public add({ words: state }: StateBuffer): number {
    if (this.size * 2 >= this.slots.length) this.grow();
    const { slots } = this;
    const mask = slots.length - 1;
    const mixed = hash(state);
    const mark = mixed & MARK;
    let slot = mixed & mask;
    for (; slots[slot] !== 0; slot = (slot + 1) & mask) {
      if ((slots[slot] & MARK) === mark && this.equals((slots[slot] & NUMBER) - 1, state)) return (slots[slot] & NUMBER) - 1;
    }
    const start = this.size * this.words;
    if (start + this.words > this.rows.length) this.rows = enlarged(this.rows);
    for (let i = 0; i < this.words; i++) this.rows[start + i] = state[i];
    slots[slot] = mark | ++this.size;
    return EMPTY;
  }

  public read(index: number, into: StateBuffer): void {
    const start = index * this.words;
    for (let i = 0; i < this.words; i++) into.words[i] = this.rows[start + i];
  }

  private equals(index: number, state: Int32Array): boolean {
    const start = index * this.words;
    for (let i = 0; i < this.words; i++) if (this.rows[start + i] !== state[i]) return false;
    return true;
  }

  private grow(): void {
    const slots = new Int32Array(this.slots.length * 2);
    const mask = slots.length - 1;
    const state = new StateBuffer(this.width);
    for (let index = 0; index < this.size; index++) {
      this.read(index, state);
      const mixed = hash(state.words);
      let slot = mixed & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = (mixed & MARK) | (index + 1);
    }
    this.slots = slots;
  }
}

function enlarged(rows: Int32Array): Int32Array {
  const larger = new Int32Array(rows.length * 2);
  larger.set(rows);
  return larger;
}

/**
 * FNV-1a over words instead of bytes, whose high bits are mixed into the low ones after each.
 * @see http://www.isthe.com/chongo/tech/comp/fnv/
 */
function hash(state: Int32Array): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < state.length; i++) {
    value = Math.imul(value ^ state[i], FNV_PRIME);
    value ^= value >>> 15;
  }
  return value;
}
