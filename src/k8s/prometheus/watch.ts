import type { SignalSpec } from '../../model/spec';
import type { PlannedWave } from '../../plan/document';
import { minimumRequests } from '../../plan/signal-facts';
import { quietNames, triggerNames } from '../../plan/wave-facts';

/** The signals that undo a release in a wave. */
export function triggersOf(wave: PlannedWave, signals: SignalSpec[]): SignalSpec[] {
  const names = triggerNames(wave);
  return signals.filter((signal) => names.includes(signal.name));
}

/** The signals that somebody asks about an environment of the wave: its triggers and its quiet gates. */
export function recordedOf(wave: PlannedWave, signals: SignalSpec[]): SignalSpec[] {
  const quiet = quietNames(wave);
  const triggers = triggersOf(wave, signals);
  return signals.filter((signal) => triggers.includes(signal) || quiet.includes(signal.name));
}

/**
 * How many periods go by before an analysis asks for the first time. A rate is known one period after the first scrape, so
 * the second is over by then; where a verdict takes a number of requests, all the data points that count them have to be there.
 */
export function periodsBefore(signal: SignalSpec): number {
  return minimumRequests(signal) > 1 ? signal.datapointsObserved + 1 : 2;
}

/** The shortest time in which a signal can fail: a rate needs one period before it is a data point. */
export function timeToFailMs(signal: SignalSpec): number {
  return Math.max(signal.datapointsToFail + 1, periodsBefore(signal)) * signal.periodMs;
}

/** How much of a step the slowest signal measures; the rest is waited for. */
export function watchedMs(signals: SignalSpec[], holdMs: number): number {
  return Math.max(0, ...signals.map(({ periodMs }) => Math.floor(holdMs / periodMs) * periodMs));
}
