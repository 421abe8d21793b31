/** One state at a time: its bytes, and the same memory four bytes at a time, so that it is copied, hashed and compared fast. */
export class StateBuffer {
  public readonly bytes: Uint8Array;
  public readonly words: Int32Array;

  constructor(width: number) {
    this.words = new Int32Array(Math.ceil(width / Int32Array.BYTES_PER_ELEMENT));
    this.bytes = new Uint8Array(this.words.buffer, 0, width);
  }
}
