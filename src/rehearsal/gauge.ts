import type { SignalSpec, TrafficSpec } from '../model/spec';
import type { Reading } from '../plan/event';
import { minimumRequests } from '../plan/signal-facts';
import type { FaultSpec } from './fault';
import type { Random } from './random';
import type { Presence } from './symptoms';
import { breached, failingRatio, silent } from './symptoms';

/** One data point of a signal. */
interface Point {
  readonly requests: number;
  readonly isOver: boolean;
}

/** Measures one signal in one environment, a data point after the other, as an alarm does. */
export class Gauge {
  private readonly points: Point[] = [];

  constructor(private readonly signal: SignalSpec, private readonly traffic: TrafficSpec, private readonly random: Random) {}

  /** The data point of the period that ends now. */
  public measure(faults: readonly FaultSpec[], presence: Presence, atMs: number): void {
    this.points.push(this.point(faults, presence, atMs));
    if (this.points.length > this.signal.datapointsObserved) this.points.shift();
  }

  /** What the last data points say. */
  public get reading(): Reading {
    const known = this.points.filter(({ requests }) => requests > 0);
    const requests = known.reduce((sum, point) => sum + point.requests, 0);
    if (known.filter(({ isOver }) => isOver).length >= this.signal.datapointsToFail && requests >= minimumRequests(this.signal)) return 'fail';
    return known.length === 0 || requests < minimumRequests(this.signal) ? 'noData' : 'pass';
  }

  private point(faults: readonly FaultSpec[], presence: Presence, atMs: number): Point {
    const { name, measure, periodMs, scope } = this.signal;
    const ofVersion = this.requests(periodMs, presence.percent / 100);
    const ofOthers = scope === 'version' ? 0 : this.requests(periodMs, 1 - presence.percent / 100);
    if (silent(faults, presence, name, atMs)) return { requests: 0, isOver: false };
    if (measure.kind !== 'errorRatio') return { requests: ofVersion + ofOthers, isOver: breached(faults, presence, name, atMs) };
    const baseline = this.traffic.errorRatio;
    const failed = this.errors(ofVersion, baseline + (1 - baseline) * failingRatio(faults, presence, atMs)) + this.errors(ofOthers, baseline);
    return { requests: ofVersion + ofOthers, isOver: failed > (ofVersion + ofOthers) * measure.atMostRatio };
  }

  /** A whole number; what is left over is a request by chance. */
  private requests(periodMs: number, share: number): number {
    const expected = this.traffic.requestsPerSecond * share * periodMs / 1_000;
    return Math.floor(expected) + (this.random.next() < expected % 1 ? 1 : 0);
  }

  /** Errors come in groups of the clustering factor. */
  private errors(requests: number, ratio: number): number {
    const { clusteringFactor } = this.traffic;
    return this.random.hits(Math.floor(requests / clusteringFactor), ratio) * clusteringFactor;
  }
}
