/** Something that will happen. */
interface Entry<T> {
  readonly atMs: number;
  /** Of what happens at the same time, what was planned first comes first. */
  readonly order: number;
  readonly what: T;
}

/** What will happen, earliest first: a binary heap. */
export class Agenda<T> {
  private readonly heap: Entry<T>[] = [];
  private planned = 0;

  public plan(atMs: number, what: T): void {
    let i = this.heap.push({ atMs, order: this.planned++, what }) - 1;
    while (i > 0) {
      const parent = Math.floor((i - 1) / 2);
      if (!before(this.heap[i], this.heap[parent])) break;
      this.swap(i, parent);
      i = parent;
    }
  }

  public get nextMs(): number {
    return this.heap.length > 0 ? this.heap[0].atMs : Infinity;
  }

  public take(): T {
    const [first] = this.heap;
    const last = this.heap.pop()!;
    if (this.heap.length > 0) {
      this.heap[0] = last;
      this.sink();
    }
    return first.what;
  }

  private sink(): void {
    for (let i = 0; ;) {
      let least = i;
      for (const child of [2 * i + 1, 2 * i + 2]) if (child < this.heap.length && before(this.heap[child], this.heap[least])) least = child;
      if (least === i) return;
      this.swap(i, least);
      i = least;
    }
  }

  private swap(i: number, j: number): void {
    [this.heap[i], this.heap[j]] = [this.heap[j], this.heap[i]];
  }
}

function before<T>(a: Entry<T>, b: Entry<T>): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
}
