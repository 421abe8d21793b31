/* eslint-disable no-bitwise -- a hash, and a table whose size is a power of two */

const EMPTY = -1;
const FNV_PRIME = 0x01000193;

/** States of one width, each once, in one block of memory and in the order in which they came. */
export class StateStore {
  public size = 0;
  private rows: Uint8Array;
  private slots = new Int32Array(1 << 12).fill(EMPTY);

  constructor(private readonly width: number) {
    this.rows = new Uint8Array(width * (1 << 11));
  }

  /** The number of a state that was already there; less than zero when it is new. */
  public add(state: Uint8Array): number {
    if (this.size * 2 >= this.slots.length) this.grow();
    const mask = this.slots.length - 1;
    let slot = hash(state) & mask;
    while (this.slots[slot] !== EMPTY) {
      if (this.equals(this.slots[slot], state)) return this.slots[slot];
      slot = (slot + 1) & mask;
    }
    if ((this.size + 1) * this.width > this.rows.length) this.rows = enlarged(this.rows);
    this.rows.set(state, this.size * this.width);
    this.slots[slot] = this.size++;
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
    this.slots = new Int32Array(this.slots.length * 2).fill(EMPTY);
    const mask = this.slots.length - 1;
    for (let index = 0; index < this.size; index++) {
      let slot = hash(this.at(index)) & mask;
      while (this.slots[slot] !== EMPTY) slot = (slot + 1) & mask;
      this.slots[slot] = index;
    }
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
