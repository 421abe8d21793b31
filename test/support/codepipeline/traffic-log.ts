/** A stretch of time in which a release had traffic in a place, which is a stack or an environment. What still lasts ends at Infinity. */
export interface Spell {
  readonly release: string;
  readonly fromMs: number;
  /** Since when it had all of it. */
  fullFromMs: number;
  /** Whether it ever had all of it. */
  wasAlone: boolean;
  toMs: number;
}

/** Who has had traffic where. */
export class TrafficLog {
  private readonly spells = new Map<string, Spell[]>();

  /** Gives a place its traffic, in percent by release. */
  public set(place: string, weights: Readonly<Record<string, number>>, atMs: number): void {
    const spells = this.spells.get(place) ?? [];
    this.spells.set(place, spells);
    for (const spell of spells) if (spell.toMs === Infinity && !weights[spell.release]) spell.toMs = atMs;
    for (const [release, percent] of Object.entries(weights)) {
      if (percent === 0) continue;
      let spell = spells.find((known) => known.release === release && known.toMs === Infinity);
      if (!spell) spells.push(spell = { release, fromMs: atMs, fullFromMs: Infinity, wasAlone: false, toMs: Infinity });
      spell.wasAlone ||= percent === 100;
      if (percent < 100) spell.fullFromMs = Infinity;
      else if (spell.fullFromMs === Infinity) spell.fullFromMs = atMs;
    }
  }

  /** Every release that ever had all traffic of one of the places. */
  public everAlone(places: readonly string[]): string[] {
    return [...new Set(this.of(places).filter(({ wasAlone }) => wasAlone).map(({ release }) => release))];
  }

  public of(places: readonly string[]): Spell[] {
    return places.flatMap((place) => this.spells.get(place) ?? []);
  }

  /** The release that has all traffic of a place; null where nothing has any, `a + b` where it is shared. */
  public running(place: string): string | null {
    const now = this.of([place]).filter(({ toMs }) => toMs === Infinity).map(({ release }) => release);
    return now.length > 0 ? now.sort().join(' + ') : null;
  }
}
