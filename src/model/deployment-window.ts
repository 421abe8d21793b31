import { minuteOfDay } from './local-time';
import type { WeeklyHours, WindowSpec } from './spec';
import { listOf } from './untyped';

/**
 * A day of the week; the number is the one of ISO 8601.
 */
export enum Day {
  /** 1 */
  MONDAY = 1,
  /** 2 */
  TUESDAY = 2,
  /** 3 */
  WEDNESDAY = 3,
  /** 4 */
  THURSDAY = 4,
  /** 5 */
  FRIDAY = 5,
  /** 6 */
  SATURDAY = 6,
  /** 7 */
  SUNDAY = 7,
}

/**
 * Hours that come back every week.
 */
export interface WeeklyHoursOptions {
  /** The days on which the hours begin. */
  readonly days: Day[];

  /** Local time at which they begin, `HH:MM`, for example `'09:00'`. */
  readonly from: string;

  /** Local time at which they end, `HH:MM`; not later than `from` means on the next day. `'24:00'` is allowed. */
  readonly to: string;

  /** IANA time zone, for example `'Europe/Zurich'`. Daylight saving is followed. */
  readonly timeZone: string;
}

/**
 * Open time, recurring: a release may enter a wave only while one of the windows of its gate is open. A release that is
 * already in the wave goes on when a window closes, and a rollback never waits for one.
 */
export class DeploymentWindow {
  /**
   * Open on the same days and hours of every week.
   * @param name shown in reports and in the synthesized output
   */
  public static weekly(name: string, hours: WeeklyHoursOptions): DeploymentWindow {
    return new DeploymentWindow({ name, hours: weeklyHours(hours) });
  }

  private constructor(private readonly spec: WindowSpec) {}

  /** @internal */
  public _spec(): WindowSpec {
    return this.spec;
  }
}

/** @internal */
export function weeklyHours(declared: WeeklyHoursOptions | undefined): WeeklyHours {
  const options = declared ?? {} as WeeklyHoursOptions;
  return {
    kind: 'weekly',
    days: [...new Set(listOf(options.days))].sort((a, b) => a - b),
    fromMinuteOfDay: minuteOfDay(options.from),
    toMinuteOfDay: minuteOfDay(options.to),
    timeZone: options.timeZone,
  };
}
