/**
 * Requests that come and go with the day, hour by hour.
 */
export interface HourlyOptions {
  /** Requests a second in each hour of the day: 24 numbers, the first from midnight to one. */
  readonly requestsPerSecond: number[];

  /**
   * IANA name of the zone in whose hours they are.
   * @default 'Etc/UTC'
   */
  readonly timeZone?: string;
}

/**
 * Requests that rise from a trough to a peak half a day later and fall again.
 */
export interface DailyOptions {
  /** Requests a second at the quietest hour. */
  readonly trough: number;

  /** Requests a second twelve hours later. */
  readonly peak: number;

  /**
   * The quietest hour, 0 to 23.
   * @default 4
   */
  readonly quietestHour?: number;

  /**
   * IANA name of the zone in whose hours it is.
   * @default 'Etc/UTC'
   */
  readonly timeZone?: string;
}

/** @internal */
export interface LoadSpec {
  readonly requestsPerSecond: number[];
  readonly timeZone: string;
}

const HOURS = 24;

/**
 * How many requests there are at which hour, in each environment.
 */
export class Load {
  /**
   * As the service's metrics show it.
   */
  public static hourly(options: HourlyOptions): Load {
    return new Load({ requestsPerSecond: [...options.requestsPerSecond], timeZone: options.timeZone ?? 'Etc/UTC' });
  }

  /**
   * A smooth curve between two numbers.
   */
  public static daily({ trough, peak, quietestHour = 4, timeZone }: DailyOptions): Load {
    const at = (hour: number) => trough + (peak - trough) * (1 - Math.cos(2 * Math.PI * (hour - quietestHour) / HOURS)) / 2;
    return Load.hourly({ requestsPerSecond: Array.from({ length: HOURS }, (_, hour) => at(hour)), timeZone });
  }

  private constructor(private readonly spec: LoadSpec) {}

  /** @internal */
  public _spec(): LoadSpec {
    return this.spec;
  }
}
