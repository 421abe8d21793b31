import type { MeasureSpec, SignalSpec } from '../model/spec';
import type { Reading } from '../plan/event';
import { testOf } from '../plan/sequential-signal';
import { minimumRequests, ofRequests } from '../plan/signal-facts';
import { evidence } from '../plan/stats/sequential';
import { isOverBound } from './over-bound';
import type { Random } from './random';
import type { Requests } from './requests';
import type { LatencyMeasure, LogNormal } from './response-times';
import { slowRatio, usualTimes } from './response-times';
import type { Presence, Symptoms } from './symptoms';

/** One data point of a signal. */
interface Point {
  readonly requests: number;
  readonly failed: number;
  readonly isOver: boolean;
}

/** What is measured, and how well. */
export interface Measured {
  readonly requests: Requests;
  /** Null: no request is slow by chance. */
  readonly responseTimes: LogNormal | null;
  readonly lostPointsRatio: number;
}

const LOST: Point = { requests: 0, failed: 0, isOver: false };

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
    if (this.hasEvidence(known, requests)) return 'fail';
    if (known.filter(({ isOver }) => isOver).length >= this.signal.datapointsToFail && requests >= minimumRequests(this.signal)) return 'fail';
    return known.length === 0 || requests < minimumRequests(this.signal) ? 'noData' : 'pass';
  }

  /** By itself, whoever else is watched: beside the version of before it is known at least as surely what a healthy one is like. */
  private hasEvidence(known: Point[], requests: number): boolean {
    const { measure } = this.signal;
    if (measure.kind !== 'sequential') return false;
    const failed = known.reduce((sum, point) => sum + point.failed, 0);
    const test = testOf(measure);
    return evidence(test, failed, requests - failed, measure.clusteringFactor) >= test.stopAt;
  }

  private point(symptoms: Symptoms, presence: Presence, untilMs: number): Point {
    const { name, measure, periodMs, scope } = this.signal;
    // errors count as long as they lasted; what else began or ended within the period counts as it was in the middle of it
    const atMs = untilMs - periodMs / 2;
    const failingRatio = symptoms.failingRatio(presence, untilMs - periodMs, untilMs);
    const { lostPointsRatio } = this.measured;
    if (symptoms.silent(presence, name, atMs) || (lostPointsRatio > 0 && this.random.next() < lostPointsRatio)) return LOST;
    const isBreached = symptoms.breached(presence, name, atMs);
    if (measure.kind === 'synthetic') return { requests: 1, failed: 0, isOver: isBreached || this.random.next() < failingRatio };
    if (!ofRequests(measure)) return { requests: 1, failed: 0, isOver: isBreached };
    const perPeriod = this.measured.requests.perSecond(atMs) * periodMs / 1_000;
    // before it has any traffic testers use it, just enough to be heard
    const ofVersion = presence.percent > 0 ? this.whole(perPeriod * presence.percent / 100) : minimumRequests(this.signal);
    const ofOthers = scope === 'version' ? 0 : this.whole(perPeriod * (1 - presence.percent / 100));
    const failed = measure.kind === 'latency' ? this.slow(measure, symptoms, presence, ofVersion, ofOthers, atMs) : this.failed(failingRatio, ofVersion, ofOthers);
    const requests = ofVersion + ofOthers;
    return { requests, failed, isOver: isBreached || isOverBound(failed, requests, bearableRatio(measure)) };
  }

  private failed(failingRatio: number, ofVersion: number, ofOthers: number): number {
    const baseline = this.measured.requests.traffic.errorRatio;
    return this.errors(ofVersion, baseline + (1 - baseline) * failingRatio) + this.errors(ofOthers, baseline);
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

/** Above it a data point is over the bound. One of evidence says nothing by itself. */
function bearableRatio(measure: MeasureSpec): number {
  switch (measure.kind) {
    case 'errorRatio': return measure.atMostRatio;
    case 'latency': return 1 - measure.percentile / 100;
    default: return 1;
  }
}
