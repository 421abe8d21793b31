import type { MeasureSpec, SequentialMeasure, SignalSpec } from '../../model/spec';
import { testOf } from '../../plan/sequential-signal';
import { minimumRequests } from '../../plan/signal-facts';
import { evidence } from '../../plan/stats/sequential';
import { isOverBound } from '../over-bound';

type RatioMeasure = Extract<MeasureSpec, { kind: 'errorRatio' }>;

/** A signal that judges by requests and failed ones, so that a history of them says what it would have done. */
export interface ReplayedSignal extends SignalSpec {
  readonly measure: RatioMeasure | SequentialMeasure;
}

export function isReplayed(signal: SignalSpec): signal is ReplayedSignal {
  return signal.measure.kind === 'errorRatio' || signal.measure.kind === 'sequential';
}

interface Point {
  readonly requests: number;
  readonly failed: number;
}

/** A signal that is told one data point after the other. */
export class Alarm {
  private readonly points: Point[] = [];

  constructor(private readonly signal: ReplayedSignal) {}

  public tell(point: Point): void {
    this.points.push(point);
    if (this.points.length > this.signal.datapointsObserved) this.points.shift();
  }

  public get isFiring(): boolean {
    const { measure } = this.signal;
    const requests = this.points.reduce((sum, point) => sum + point.requests, 0);
    if (requests < minimumRequests(this.signal)) return false;
    return measure.kind === 'sequential' ? this.hasEvidence(measure, requests) : this.isOver(measure);
  }

  private hasEvidence(measure: SequentialMeasure, requests: number): boolean {
    const failed = this.points.reduce((sum, point) => sum + point.failed, 0);
    const test = testOf(measure);
    return evidence(test, failed, requests - failed, measure.clusteringFactor) >= test.stopAt;
  }

  private isOver({ atMostRatio }: RatioMeasure): boolean {
    return this.points.filter(({ requests, failed }) => isOverBound(failed, requests, atMostRatio)).length >= this.signal.datapointsToFail;
  }
}
