import type { FaultSpec } from './fault';

/** A version in one environment. */
export interface Presence {
  readonly environment: string;
  /** When it was deployed there. */
  readonly sinceMs: number;
  /** Share of the traffic it has. */
  readonly percent: number;
}

/** What a version's faults do at an instant; `since` is when their time began to count. */
export function shows(fault: FaultSpec, environment: string, sinceMs: number, atMs: number): boolean {
  const elapsedMs = atMs - sinceMs;
  return (fault.environments.length === 0 || fault.environments.includes(environment)) && elapsedMs >= fault.afterMs && elapsedMs < fault.untilMs;
}

/** Share of a version's requests that fail, besides those that fail in every version. */
export function failingRatio(faults: readonly FaultSpec[], { environment, sinceMs, percent }: Presence, atMs: number): number {
  let passing = 1;
  for (const fault of faults) {
    if (fault.kind !== 'errors' || percent < fault.fromPercent || !shows(fault, environment, sinceMs, atMs)) continue;
    const grown = fault.growingMs > 0 ? Math.min(1, (atMs - sinceMs - fault.afterMs) / fault.growingMs) : 1;
    passing *= 1 - fault.ratio * grown;
  }
  return 1 - passing;
}

/** Whether a signal is beyond its bound although no request fails. */
export function breached(faults: readonly FaultSpec[], { environment, sinceMs }: Presence, signal: string, atMs: number): boolean {
  return faults.some((fault) => fault.kind === 'breach' && fault.signal === signal && shows(fault, environment, sinceMs, atMs));
}

/** Whether nothing is known of a signal. */
export function silent(faults: readonly FaultSpec[], { environment, sinceMs }: Presence, signal: string, atMs: number): boolean {
  return faults.some((fault) => fault.kind === 'silence' && (fault.signal ?? signal) === signal && shows(fault, environment, sinceMs, atMs));
}
