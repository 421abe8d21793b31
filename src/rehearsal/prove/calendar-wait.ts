import { Duration } from '../../model/duration';
import { longestClosed } from '../../plan/calendar/longest-closed';
import { hoursOf } from '../../plan/calendar/openness';
import type { PlanDocument } from '../../plan/document';
import { lookup } from '../../plan/lookup';
import { durationSymbols } from '../../private/duration-text';
import { isoOf } from '../instant';

/**
 * How long windows and freezes can keep a release waiting before a wave. A type of release that passes them does not wait.
 */
export class CalendarWait {
  /**
   * @internal
   */
  public static _all(plan: PlanDocument): CalendarWait[] {
    return lookup(plan).entries.flatMap((entry) => {
      const closed = longestClosed(hoursOf(plan, entry));
      return closed ? [new CalendarWait(entry.wave.name, Duration.millis(closed.toMs - closed.fromMs), isoOf(closed.fromMs))] : [];
    });
  }

  private constructor(
    /** Name of the wave. */
    public readonly waveName: string,
    /** The longest time in which it cannot be entered. */
    public readonly atMost: Duration,
    /** A time at which that begins, in ISO 8601; where it comes back, one of them. */
    public readonly from: string,
  ) {}

  /** The wait in words. */
  public toText(): string {
    const example = this.from.replace('T', ' ').replace(/(:00)?Z$/, ' UTC');
    return `windows and freezes keep a release waiting before ${this.waveName} for at most ${durationSymbols(this.atMost.toMilliseconds())}, as from ${example}`;
  }
}
