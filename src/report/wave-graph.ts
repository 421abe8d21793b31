import type { PlannedWave } from '../plan/document';
import { orderOf } from '../plan/order';

/** Draws the order of the waves downwards: a line of its own for each edge, so that any graph can be drawn in a terminal. */
export function waveGraph(waves: readonly PlannedWave[], caption: (wave: PlannedWave) => string): string[] {
  const byName = new Map(waves.map((wave) => [wave.name, wave]));
  const { order, unreachable } = orderOf(waves);
  const lanes = new Lanes();
  const rows = order.flatMap((name) => {
    const followers = order.filter((other) => byName.get(other)!.after.includes(name));
    return lanes.pass(name, followers).map((drawn, i, all) => (i === all.findIndex((row) => row.includes('●')) ? `${drawn}  ${caption(byName.get(name)!)}` : drawn));
  });
  return [...rows, ...unreachable.map((name) => `○  ${name} is never reached`)];
}

/** The lines that are open at one height, each leading to a wave further down. */
class Lanes {
  private readonly to: (string | undefined)[] = [];

  /** The rows of one wave: lines that meet, the wave, lines that part. */
  public pass(name: string, followers: readonly string[]): string[] {
    const ending = this.to.flatMap((target, lane) => (target === name ? [lane] : []));
    const lane = ending[0] ?? this.firstFree(0);
    const joined = ending.slice(1);
    this.to[lane] = name;
    const rows = joined.length > 0 ? [this.across(lane, joined, '╯', '┴')] : [];
    for (const one of joined) this.to[one] = undefined;

    rows.push(this.row((i) => (i === lane ? '●' : undefined)));
    this.to[lane] = followers[0];
    const parted = followers.slice(1).map((follower) => {
      const free = this.firstFree(lane + 1);
      this.to[free] = follower;
      return free;
    });
    if (parted.length > 0) rows.push(this.across(lane, parted, '╮', '┬'));
    else if (followers.length > 0) rows.push(this.row(() => undefined));
    return rows;
  }

  private firstFree(from: number): number {
    let lane = from;
    while (this.to[lane] !== undefined) lane += 1;
    return lane;
  }

  /** A row in which a line leaves a lane to the right, or comes back to it. */
  private across(lane: number, others: number[], end: string, between: string): string {
    const last = Math.max(...others);
    return this.row((i) => {
      if (i === lane) return '├';
      if (i < lane || i > last) return undefined;
      if (i === last) return end;
      if (others.includes(i)) return between;
      return this.to[i] === undefined ? '─' : '┼';
    }, [lane, last]);
  }

  private row(mark: (lane: number) => string | undefined, [from, to]: [number, number] = [0, 0]): string {
    return this.to.map((target, i) => (mark(i) ?? (target === undefined ? ' ' : '│')) + (i >= from && i < to ? '─' : ' ')).join('').trimEnd();
  }
}
