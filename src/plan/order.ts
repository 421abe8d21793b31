/** What an order needs to know of a wave. */
export interface Ordered {
  readonly name: string;
  /** Names of those that come before. */
  readonly after: readonly string[];
}

export interface Order {
  /** Each behind everything it comes after; what is declared in a possible order keeps it. */
  readonly order: readonly string[];
  /** Rings in which each comes after the next, one for each edge that closes a ring. */
  readonly cycles: readonly (readonly string[])[];
  /** What never gets its turn: on a ring, after something unknown, or behind one of these. */
  readonly unreachable: readonly string[];
}

/** Puts waves in order, in time linear in waves and edges. Of two with the same name, the first is the one that others name. */
export function orderOf(waves: readonly Ordered[]): Order {
  const search = new Search(waves);
  waves.forEach((_, index) => search.visit(index));
  const names = (reachable: boolean) => search.finished.filter((index) => search.blocked.has(index) !== reachable).map((index) => waves[index].name);
  return { order: names(true), cycles: search.cycles, unreachable: names(false) };
}

/** Depth first, with a stack of its own: a pipeline may be longer than the call stack is deep. */
class Search {
  public readonly finished: number[] = [];
  public readonly blocked = new Set<number>();
  public readonly cycles: string[][] = [];
  private readonly indices = new Map<string, number>();
  private readonly seen = new Set<number>();
  /** The way to where the search is, with how many edges were followed from each. */
  private readonly way: { readonly index: number; followed: number }[] = [];
  private readonly onWay = new Set<number>();

  constructor(private readonly waves: readonly Ordered[]) {
    waves.forEach(({ name }, index) => this.indices.has(name) || this.indices.set(name, index));
  }

  public visit(start: number): void {
    this.enter(start);
    while (this.way.length > 0) {
      const here = this.way[this.way.length - 1];
      const { after } = this.waves[here.index];
      if (here.followed < after.length) this.follow(here.index, this.indices.get(after[here.followed++]));
      else this.leave(here.index);
    }
  }

  private follow(from: number, to: number | undefined): void {
    if (to === undefined) {
      this.blocked.add(from);
    } else if (this.onWay.has(to)) {
      this.blocked.add(from);
      this.cycles.push(this.way.slice(this.way.findIndex(({ index }) => index === to)).map(({ index }) => this.waves[index].name));
    } else {
      this.enter(to);
    }
  }

  private enter(index: number): void {
    if (this.seen.has(index)) return;
    this.seen.add(index);
    this.onWay.add(index);
    this.way.push({ index, followed: 0 });
  }

  private leave(index: number): void {
    const stuck = this.waves[index].after.some((name) => this.blocked.has(this.indices.get(name)!));
    if (stuck) this.blocked.add(index);
    this.onWay.delete(index);
    this.way.pop();
    this.finished.push(index);
  }
}
