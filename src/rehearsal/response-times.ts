import type { IDuration } from '../model/duration';
import type { SignalSpec } from '../model/spec';
import { normalQuantile, normalTail } from '../plan/stats/normal';

/**
 * How long requests take while all is well.
 */
export interface ResponseTimesOptions {
  /** Half of them take no longer. */
  readonly median: IDuration;

  /** 99 of a hundred take no longer. */
  readonly p99: IDuration;
}

/** @internal */
export interface ResponseTimesSpec {
  readonly medianMs: number;
  readonly p99Ms: number;
}

/** Times whose logarithms are normal. */
export interface LogNormal {
  readonly medianMs: number;
  /** Standard deviation of the logarithm. */
  readonly spread: number;
}

/**
 * Distribution of the time that requests take: log-normal, as response times mostly are.
 */
export class ResponseTimes {
  /**
   * The distribution with this median and this 99th percentile.
   */
  public static of({ median, p99 }: ResponseTimesOptions): ResponseTimes {
    return new ResponseTimes({ medianMs: median.toMilliseconds(), p99Ms: p99.toMilliseconds() });
  }

  private constructor(private readonly spec: ResponseTimesSpec) {}

  /** @internal */
  public _spec(): ResponseTimesSpec {
    return this.spec;
  }
}

/** The 99th percentile is six times the median. */
const USUAL_SPREAD = 0.8;

export type LatencyMeasure = Extract<SignalSpec['measure'], { kind: 'latency' }>;

/** The distribution with that median and that percentile. */
export function logNormal({ medianMs, p99Ms }: ResponseTimesSpec): LogNormal {
  return { medianMs, spread: Math.log(p99Ms / medianMs) / normalQuantile(0.01) };
}

/** Where nobody says: what the signal measures stands at half its bound. */
export function usualTimes({ percentile, atMostMs }: LatencyMeasure): LogNormal {
  return { medianMs: atMostMs / 2 / Math.exp(USUAL_SPREAD * normalQuantile(1 - percentile / 100)), spread: USUAL_SPREAD };
}

/** Share of requests that take longer than a bound, when each takes so many times as long as it should. */
export function slowRatio({ medianMs, spread }: LogNormal, atMostMs: number, times: number): number {
  return normalTail(Math.log(atMostMs / medianMs / times) / spread);
}
