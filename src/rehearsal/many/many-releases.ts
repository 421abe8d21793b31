import { durationSymbols } from '../../private/duration-text';
import type { Tally } from './tally';

/**
 * What the time of released releases is spent on.
 */
export interface TimeSpent {
  /** Name of the wave. */
  readonly wave: string;

  /** Id of a gate, or `freeze`, `deployment`, `steps`, `verification`, `bake`. Of gates that are asked at once, the slowest one. */
  readonly what: string;

  /** Milliseconds, on average. */
  readonly meanMs: number;

  /** Share of the lead time, 0 to 1. */
  readonly ratio: number;
}

/**
 * What becomes of many releases, each of which goes by itself.
 */
export class ManyReleases {
  /** @internal */
  public static _of(tally: Tally): ManyReleases {
    return new ManyReleases(tally);
  }

  private constructor(private readonly tally: Tally) {}

  /** How many were played. */
  public get releases(): number {
    return this.tally.releases;
  }

  /** Milliseconds from the arrival to the end of the last wave in which half of the released ones made it; NaN where none is released. */
  public get leadTimeP50Ms(): number {
    return this.leadTimeMs(50);
  }

  /** The same for nine of ten. */
  public get leadTimeP90Ms(): number {
    return this.leadTimeMs(90);
  }

  /** The same for 99 of a hundred. */
  public get leadTimeP99Ms(): number {
    return this.leadTimeMs(99);
  }

  /** Share of the healthy releases that are rolled back, 0 to 1. */
  public get falseRollbackRatio(): number {
    const { releases, broken, rolledBackHealthy } = this.tally;
    return ratio(rolledBackHealthy, releases - broken);
  }

  /** Share of the broken releases that go through all waves without being noticed, 0 to 1. */
  public get escapedFailureRatio(): number {
    return ratio(this.tally.releasedBroken, this.tally.broken);
  }

  /** Share of all releases that are rolled back, 0 to 1. */
  public get rolledBackRatio(): number {
    return ratio(this.tally.rolledBackHealthy + this.tally.rolledBackBroken, this.tally.releases);
  }

  /** Share of all releases that nobody approves in time, 0 to 1. */
  public get turnedAwayRatio(): number {
    return ratio(this.tally.turnedAway, this.tally.releases);
  }

  /** Share of all releases that stand before what never opens, 0 to 1. */
  public get stuckRatio(): number {
    return ratio(this.tally.stuck, this.tally.releases);
  }

  /** What the time is spent on, most first. What takes no time is left out. */
  public get timeSpent(): TimeSpent[] {
    const { slots, spentMs, leadTimesMs } = this.tally;
    const totalMs = spentMs.reduce((sum, one) => sum + one, 0);
    return slots.map(({ wave, what }, slot) => ({ wave, what, meanMs: ratio(spentMs[slot], leadTimesMs.length), ratio: ratio(spentMs[slot], totalMs) }))
      .filter(({ meanMs }) => meanMs > 0)
      .sort((a, b) => b.meanMs - a.meanMs);
  }

  /** For terminals. */
  public toText(): string {
    const time = (ms: number) => durationSymbols(Math.round(ms / 60_000) * 60_000);
    return [
      `${this.releases} releases: half within ${time(this.leadTimeP50Ms)}, 90 % within ${time(this.leadTimeP90Ms)}, 99 % within ${time(this.leadTimeP99Ms)}`,
      `${percent(this.falseRollbackRatio)} of the healthy ones are rolled back, ${percent(this.escapedFailureRatio)} of the broken ones are not noticed`,
      ...this.timeSpent.map(({ wave, what, meanMs, ratio: share }) => `${percent(share).padStart(8)}  ${wave}: ${what}, ${time(meanMs)}`),
    ].join('\n') + '\n';
  }

  /** The smallest time in which so many of a hundred made it. */
  private leadTimeMs(percentile: number): number {
    const { leadTimesMs } = this.tally;
    return leadTimesMs.length > 0 ? leadTimesMs[Math.ceil(percentile / 100 * leadTimesMs.length) - 1] : NaN;
  }
}

/** Of none, nothing. */
function ratio(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.01 ? 2 : 1)} %`;
}
