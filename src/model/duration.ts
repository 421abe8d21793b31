/**
 * A length of time. The `Duration` of aws-cdk-lib and the one of cdk8s fit as they are.
 */
export interface IDuration {
  /**
   * The length in milliseconds.
   */
  toMilliseconds(): number;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * A length of time, for programs that have no other `Duration` at hand.
 */
export class Duration implements IDuration {
  /**
   * A length given in milliseconds.
   * @param amount how many milliseconds
   */
  public static millis(amount: number): Duration {
    return new Duration(amount);
  }

  /**
   * A length given in seconds.
   * @param amount how many seconds
   */
  public static seconds(amount: number): Duration {
    return new Duration(amount * SECOND_MS);
  }

  /**
   * A length given in minutes.
   * @param amount how many minutes
   */
  public static minutes(amount: number): Duration {
    return new Duration(amount * MINUTE_MS);
  }

  /**
   * A length given in hours.
   * @param amount how many hours
   */
  public static hours(amount: number): Duration {
    return new Duration(amount * HOUR_MS);
  }

  /**
   * A length given in days of 24 hours.
   * @param amount how many days
   */
  public static days(amount: number): Duration {
    return new Duration(amount * DAY_MS);
  }

  private constructor(private readonly milliseconds: number) {}

  /**
   * The length in milliseconds.
   */
  public toMilliseconds(): number {
    return this.milliseconds;
  }
}
