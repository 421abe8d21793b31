import type { SignalSpec } from '../model/spec';
import type { Reading } from '../plan/event';
import { minimumRequests } from '../plan/signal-facts';
import type { Random } from './random';
import type { Requests } from './requests';
import type { LatencyMeasure, ResponseTimesSpec } from './response-times';
import { slowRatio, usualTimes } from './response-times';
import type { Presence, Symptoms } from './symptoms';

/** One data point of a signal. */
interface Point {
  readonly requests: number;
  readonly isOver: boolean;
}

/** What is measured, and how well. */
export interface Measured {
  readonly requests: Requests;
  /** Null: no request is slow by chance. */
  readonly responseTimes: ResponseTimesSpec | null;
  readonly lostPointsRatio: number;
}

const LOST: Point = { requests: 0, isOver: false };

/** Measures one signal in one environment, a data point after the other, as an alarm does. */
export class Gauge {
  private readonly points: Point[] = [];

  constructor(private readonly signal: SignalSpec, private readonly measured: Measured, private readonly random: Random) {}

  /** The data point of the period that ends now. */
  public measure(symptoms: Symptoms, presence: Presence, atMs: number): void {
    this.points.push(this.point(symptoms, presence, atMs));
    if (this.points.length > this.signal.datapointsObserved) this.points.shift();
  }

  /** What the last data points say. */
  public get reading(): Reading {
    const known = this.points.filter(({ requests }) => requests > 0);
    const requests = known.reduce((sum, point) => sum + point.requests, 0);
    if (known.filter(({ isOver }) => isOver).length >= this.signal.datapointsToFail && requests >= minimumRequests(this.signal)) return 'fail';
    return known.length === 0 || requests < minimumRequests(this.signal) ? 'noData' : 'pass';
  }

  private point(symptoms: Symptoms, presence: Presence, untilMs: number): Point {
    const { name, measure, periodMs, scope } = this.signal;
    // what began or ended within the period counts as it was in the middle of it
    const atMs = untilMs - periodMs / 2;
    const { lostPointsRatio } = this.measured;
    if (symptoms.silent(presence, name, atMs) || (lostPointsRatio > 0 && this.random.next() < lostPointsRatio)) return LOST;
    const isBreached = symptoms.breached(presence, name, atMs);
    if (measure.kind === 'synthetic') return { requests: 1, isOver: isBreached || this.random.next() < symptoms.failingRatio(presence, atMs) };
    if (measure.kind !== 'errorRatio' && measure.kind !== 'latency') return { requests: 1, isOver: isBreached };
    const perPeriod = this.measured.requests.perSecond(atMs) * periodMs / 1_000;
    // before it has any traffic testers use it, just enough to be heard
    const ofVersion = presence.percent > 0 ? this.whole(perPeriod * presence.percent / 100) : minimumRequests(this.signal);
    const ofOthers = scope === 'version' ? 0 : this.whole(perPeriod * (1 - presence.percent / 100));
    const bad = measure.kind === 'errorRatio' ? this.failed(symptoms, presence, ofVersion, ofOthers, atMs) : this.slow(measure, symptoms, presence, ofVersion, ofOthers, atMs);
    const requests = ofVersion + ofOthers;
    const bearable = measure.kind === 'errorRatio' ? measure.atMostRatio : 1 - measure.percentile / 100;
    return { requests, isOver: isBreached || bad > requests * bearable };
  }

  private failed(symptoms: Symptoms, presence: Presence, ofVersion: number, ofOthers: number, atMs: number): number {
    const baseline = this.measured.requests.traffic.errorRatio;
    return this.errors(ofVersion, baseline + (1 - baseline) * symptoms.failingRatio(presence, atMs)) + this.errors(ofOthers, baseline);
  }

  private slow(measure: LatencyMeasure, symptoms: Symptoms, presence: Presence, ofVersion: number, ofOthers: number, atMs: number): number {
    const times = symptoms.slowness(presence, atMs);
    if (times === 1 && !this.measured.responseTimes) return 0;
    const model = this.measured.responseTimes ?? usualTimes(measure);
    return this.random.hits(ofVersion, slowRatio(model, measure.atMostMs, times)) + this.random.hits(ofOthers, slowRatio(model, measure.atMostMs, 1));
  }

  /** A whole number; what is left over is a request by chance. */
  private whole(expected: number): number {
    return Math.floor(expected) + (this.random.next() < expected % 1 ? 1 : 0);
  }

  /** Errors come in groups of the clustering factor. */
  private errors(requests: number, ratio: number): number {
    const { clusteringFactor } = this.measured.requests.traffic;
    return this.random.hits(Math.floor(requests / clusteringFactor), ratio) * clusteringFactor;
  }
}
