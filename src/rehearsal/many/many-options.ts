import type { IDuration } from '../../model/duration';
import type { ReleaseType } from '../../model/release';

/**
 * Which releases, and how fast the world around them is.
 */
export interface ManyOptions {
  /**
   * How many.
   * @default 10000
   */
  readonly releases?: number;

  /**
   * Where chance begins: the same seed gives the same chance.
   * @default 1
   */
  readonly seed?: number;

  /**
   * When the first one arrives: ISO 8601 with an offset.
   * @default '2026-03-02T00:00:00Z'
   */
  readonly startsAt?: string;

  /**
   * Time over which they arrive, evenly, by day and by night.
   * @default - 4 weeks
   */
  readonly over?: IDuration;

  /**
   * Why there are releases.
   * @default ReleaseType.FEATURE
   */
  readonly releaseType?: ReleaseType;

  /**
   * Share of the releases that are broken, 0 to 1.
   * @default 0.05
   */
  readonly brokenRatio?: number;

  /**
   * Share of a broken version's requests that fail because of it, 0 to 1.
   * @default - the largest share that an error signal of the pipeline is declared to notice, or else 0.05
   */
  readonly failingRatio?: number;

  /**
   * How long somebody takes to approve, half of the time.
   * @default - 30 minutes
   */
  readonly answerTime?: IDuration;

  /**
   * How long a deployment takes in an environment, half of the time.
   * @default - 5 minutes
   */
  readonly deploymentTime?: IDuration;

  /**
   * How long traffic takes to move between two steps, half of the time.
   * @default - 1 minute
   */
  readonly movingTime?: IDuration;

  /**
   * How long checks and verifications take, half of the time.
   * @default - 10 minutes
   */
  readonly jobTime?: IDuration;

  /**
   * How many times as long as half of the time these take one time in ten, at least 1. With 1 they always take the same time.
   * @default 2
   */
  readonly spreadRatio?: number;
}
