import type { SignalSpec } from '../model/spec';

/** How many requests the observed data points must count together for the signal to have data. */
export function minimumRequests({ measure }: Pick<SignalSpec, 'measure'>): number {
  return 'minimumRequests' in measure ? measure.minimumRequests : 1;
}

/** How far back a signal looks. */
export function observedMs({ periodMs, datapointsObserved }: SignalSpec): number {
  return periodMs * datapointsObserved;
}
