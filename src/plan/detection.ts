import type { SignalSpec } from '../model/spec';

/** Until the data point of a period is there and has been looked at. */
export const DELIVERY_MS = 60_000;

/** The least time after first exposure in which a signal can fail: all its failing data points, and their delivery. */
export function detectionMs({ datapointsToFail, periodMs }: Pick<SignalSpec, 'datapointsToFail' | 'periodMs'>): number {
  return datapointsToFail * periodMs + DELIVERY_MS;
}
