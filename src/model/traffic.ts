import type { TrafficSpec } from './spec';

/**
 * What a service's requests look like.
 */
export interface TrafficOptions {
  /** Requests a second at the quietest hour in which releases go out. */
  readonly requestsPerSecond: number;

  /** Share of requests that fail while all is well, 0 to 1. */
  readonly errorRatio: number;

  /**
   * How many errors arrive together, at least 1: retries and broken sessions make errors come in groups, and a group tells
   * no more than a single independent error.
   * @default 1
   */
  readonly clusteringFactor?: number;
}

/**
 * What the checks need in order to say whether a canary can detect anything.
 */
export class Traffic {
  /**
   * Traffic as the service's metrics show it.
   */
  public static of(options: TrafficOptions): Traffic {
    return new Traffic({ requestsPerSecond: options.requestsPerSecond, errorRatio: options.errorRatio, clusteringFactor: options.clusteringFactor ?? 1 });
  }

  private constructor(private readonly spec: TrafficSpec) {}

  /** @internal */
  public _spec(): TrafficSpec {
    return this.spec;
  }
}
