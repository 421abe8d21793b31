import type { MeasureSpec, SignalSpec } from '../model/spec';

/** How many requests the observed data points must count together for the signal to have data. */
export function minimumRequests({ measure }: Pick<SignalSpec, 'measure'>): number {
  return 'minimumRequests' in measure ? measure.minimumRequests : 1;
}

/** How far back a signal looks. */
export function observedMs({ periodMs, datapointsObserved }: SignalSpec): number {
  return periodMs * datapointsObserved;
}

/** How far back a single data point looks: one of evidence sums up all that is observed. */
export function pointMs(signal: SignalSpec): number {
  return signal.measure.kind === 'sequential' ? observedMs(signal) : signal.periodMs;
}

/** How many data points a verdict is made of: of evidence the last one says all. */
export function pointsObserved({ measure, datapointsObserved }: SignalSpec): number {
  return measure.kind === 'sequential' ? 1 : datapointsObserved;
}

/** Whether a signal is made of the requests that a version answers, so that there may be none. */
export function ofRequests({ kind }: MeasureSpec): boolean {
  return kind === 'errorRatio' || kind === 'sequential' || kind === 'latency';
}
