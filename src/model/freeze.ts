import type { WeeklyHoursOptions } from './deployment-window';
import { weeklyHours } from './deployment-window';
import { Tier } from './environment';
import type { FreezeSpec } from './spec';
import { listOf } from './untyped';

/**
 * Who ordered a freeze, why, and where it holds.
 */
export interface FreezeOptions {
  /** The person or team that may lift it. */
  readonly owner: string;

  /** Shown to everybody whose release it holds. */
  readonly reason: string;

  /**
   * The tiers in which it holds.
   * @default - production
   */
  readonly tiers?: Tier[];
}

/**
 * A span that occurs once.
 */
export interface DatedFreezeOptions extends FreezeOptions {
  /** Local date and time at which it begins, ISO 8601 without an offset, for example `'2026-12-18T18:00'`. */
  readonly from: string;

  /** Local date and time at which it ends. */
  readonly to: string;

  /** IANA time zone. */
  readonly timeZone: string;
}

/**
 * A span that occurs every year.
 */
export interface YearlyFreezeOptions extends FreezeOptions {
  /** First closed day, `MM-DD`. */
  readonly from: string;

  /** Last closed day, `MM-DD`; before `from` means in the next year. */
  readonly to: string;

  /** IANA time zone. */
  readonly timeZone: string;
}

/**
 * Hours closed every week.
 */
export interface WeeklyFreezeOptions extends FreezeOptions {
  /** The closed hours. */
  readonly hours: WeeklyHoursOptions;
}

/**
 * Closed time. A freeze wins over a window; it holds releases before they enter a wave, and on reopening the newest
 * candidate goes. It never blocks a rollback, and a release already in a wave goes on.
 */
export class Freeze {
  /**
   * Once, between two dates. Never becomes a yearly rule.
   * @param name unique within a pipeline
   */
  public static dated(name: string, options: DatedFreezeOptions): Freeze {
    const { from, to, timeZone } = options;
    return new Freeze({ ...common(name, options), span: { kind: 'dated', from, to, timeZone } });
  }

  /**
   * Every year between two days, both of them closed.
   * @param name unique within a pipeline
   */
  public static yearly(name: string, options: YearlyFreezeOptions): Freeze {
    const { from, to, timeZone } = options;
    return new Freeze({ ...common(name, options), span: { kind: 'yearly', from, to, timeZone } });
  }

  /**
   * The same hours every week.
   * @param name unique within a pipeline
   */
  public static weekly(name: string, options: WeeklyFreezeOptions): Freeze {
    return new Freeze({ ...common(name, options), span: weeklyHours(options.hours) });
  }

  private constructor(private readonly spec: FreezeSpec) {}

  /** @internal */
  public _spec(): FreezeSpec {
    return this.spec;
  }
}

function common(name: string, options: FreezeOptions) {
  return { name, owner: options.owner, reason: options.reason, tiers: listOf(options.tiers ?? [Tier.PRODUCTION]) };
}
