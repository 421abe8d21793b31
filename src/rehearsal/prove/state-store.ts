/* eslint-disable no-bitwise -- a hash, and a table whose size is a power of two */

const EMPTY = -1;
const FNV_PRIME = 0x01000193;

/** States of one width, each once, in one block of memory and in the order in which they came. */
export class StateStore {
  public size = 0;
  private rows: Uint8Array;
  /** Two numbers each: the hash of a state, so that others need not be looked at, and one more than its number; 0 where nothing is. */
  private slots = new Int32Array(1 << 15);

  constructor(private readonly width: number) {
    this.rows = new Uint8Array(width * (1 << 13));
  }

  /** The number of a state that was already there; less than zero when it is new. */
  public add(state: Uint8Array): number {
    if (this.size * 4 >= this.slots.length) this.grow();
    const { slots } = this;
    const mask = slots.length - 2;
    const mixed = hash(state);
    let slot = (mixed << 1) & mask;
    for (; slots[slot + 1] > 0; slot = (slot + 2) & mask) {
      if (slots[slot] === mixed && this.equals(slots[slot + 1] - 1, state)) return slots[slot + 1] - 1;
    }
    if ((this.size + 1) * this.width > this.rows.length) this.rows = enlarged(this.rows);
    this.rows.set(state, this.size * this.width);
    slots[slot] = mixed;
    slots[slot + 1] = ++this.size;
    return EMPTY;
  }

  /** A view that later states do not change. */
  public at(index: number): Uint8Array {
    return this.rows.subarray(index * this.width, (index + 1) * this.width);
  }

  private equals(index: number, state: Uint8Array): boolean {
    const start = index * this.width;
    for (let i = 0; i < this.width; i++) if (this.rows[start + i] !== state[i]) return false;
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

function enlarged(rows: Uint8Array): Uint8Array {
  const larger = new Uint8Array(rows.length * 2);
  larger.set(rows);
  return larger;
}

/** @see http://www.isthe.com/chongo/tech/comp/fnv/ (FNV-1a, its low bits mixed once more) */
function hash(state: Uint8Array): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < state.length; i++) value = Math.imul(value ^ state[i], FNV_PRIME);
  return value ^ (value >>> 15);
}
