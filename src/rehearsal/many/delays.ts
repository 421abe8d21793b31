import { normalQuantile } from '../../plan/stats/normal';
import type { Random } from '../random';
import type { Pace } from './course';

/** Finer than anybody reads a percentile. */
const QUANTILES = 1_024;

/** How long people and machines take: log-normal around a median, looked up, since chance is asked millions of times. */
export class Delays {
  /** By how much the median is multiplied. */
  private readonly factors: Float64Array;

  /** @param spreadRatio the 90th percentile over the median; 1: they always take the same time */
  constructor(public readonly pace: Pace, private readonly spreadRatio: number) {
    const spread = Math.log(spreadRatio) / normalQuantile(0.1);
    this.factors = Float64Array.from({ length: QUANTILES }, (_, i) => Math.exp(-spread * normalQuantile((i + 0.5) / QUANTILES)));
  }

  public of(medianMs: number, random: Random): number {
    return this.spreadRatio === 1 ? medianMs : medianMs * this.factors[Math.floor(random.next() * QUANTILES)];
  }
}
