import type { StateBuffer } from './state-buffer';

/* eslint-disable no-bitwise -- a hash, and a table whose size is a power of two */

const EMPTY = -1;
const FNV_PRIME = 0x01000193;

/** States of one width, each once, in one block of memory and in the order in which they came. */
export class StateStore {
  public size = 0;
  private readonly words: number;
  private rows: Int32Array;
  /** Two numbers each: the hash of a state, so that others need not be looked at, and one more than its number; 0 where nothing is. */
  private slots = new Int32Array(1 << 15);

  constructor(private readonly width: number) {
    this.words = Math.ceil(width / Int32Array.BYTES_PER_ELEMENT);
    this.rows = new Int32Array(this.words * (1 << 13));
  }

  /** The number of a state that was already there; less than zero when it is new. */
  public add({ words: state }: StateBuffer): number {
    if (this.size * 4 >= this.slots.length) this.grow();
    const { slots } = this;
    const mask = slots.length - 2;
    const mixed = hash(state);
    let slot = (mixed << 1) & mask;
    for (; slots[slot + 1] > 0; slot = (slot + 2) & mask) {
      if (slots[slot] === mixed && this.equals(slots[slot + 1] - 1, state)) return slots[slot + 1] - 1;
    }
    if ((this.size + 1) * this.words > this.rows.length) this.rows = enlarged(this.rows);
    const start = this.size * this.words;
    for (let i = 0; i < this.words; i++) this.rows[start + i] = state[i];
    slots[slot] = mixed;
    slots[slot + 1] = ++this.size;
    return EMPTY;
  }

  public read(index: number, into: StateBuffer): void {
    const start = index * this.words;
    for (let i = 0; i < this.words; i++) into.words[i] = this.rows[start + i];
  }

  /** A view that later states do not change. */
  public at(index: number): Uint8Array {
    return new Uint8Array(this.rows.buffer, index * this.words * Int32Array.BYTES_PER_ELEMENT, this.width);
  }

  private equals(index: number, state: Int32Array): boolean {
    const start = index * this.words;
    for (let i = 0; i < this.words; i++) if (this.rows[start + i] !== state[i]) return false;
    return true;
  }

  private grow(): void {
    const smaller = this.slots;
    const slots = new Int32Array(smaller.length * 2);
    const mask = slots.length - 2;
    for (let from = 0; from < smaller.length; from += 2) {
      if (smaller[from + 1] === 0) continue;
      let slot = (smaller[from] << 1) & mask;
      while (slots[slot + 1] > 0) slot = (slot + 2) & mask;
      slots[slot] = smaller[from];
      slots[slot + 1] = smaller[from + 1];
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
