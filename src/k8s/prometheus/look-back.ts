import type { SignalSpec } from '../../model/spec';
import { observedMs } from '../../plan/signal-facts';

/**
 * How long after a change what is recorded of a signal may still be about the time before it: as far as it looks back, and a
 * period until it is looked at again.
 */
export function lookBackMs(signal: SignalSpec): number {
  return observedMs(signal) + signal.periodMs;
}

/** Names of signals by how far they look back, the shortest first. */
export function byLookBack(signals: SignalSpec[]): [number, string[]][] {
  const lengths = [...new Set(signals.map(lookBackMs))].sort((a, b) => a - b);
  return lengths.map((length) => [length, signals.filter((signal) => lookBackMs(signal) === length).map(({ name }) => name)]);
}
