import { binomialTail } from './binomial';
import { least } from './least';

/** A threshold on errors among a fixed number of independent requests. */
export interface FixedWindow {
  /** Share of requests that fail while all is well. */
  readonly baselineRatio: number;
  /** Share of requests that fail in a version that must be caught. */
  readonly badRatio: number;
  /** Largest tolerated probability of stopping a healthy version. */
  readonly falseAlarm: number;
}

/**
 * The least number of errors that stops a release: c = min { c : P[Bin(n, p0) >= c] <= alpha }.
 * @param requests independent ones
 */
export function criticalErrors({ baselineRatio, falseAlarm }: Omit<FixedWindow, 'badRatio'>, requests: number): number {
  return least(0, requests + 1, (errors) => binomialTail(errors, requests, baselineRatio) <= falseAlarm);
}

/** Probability of stopping a bad version: P[Bin(n, p1) >= c]. */
export function power(window: FixedWindow, requests: number): number {
  return binomialTail(criticalErrors(window, requests), requests, window.badRatio);
}

/**
 * The least number of independent requests with which a bad version is stopped with at least the given probability.
 *
 * The power rises with the requests that one critical number of errors allows, and falls where the next one is needed.
 * The peaks rise, so the first peak that is high enough is looked for, and then the first request on its slope.
 * @returns Infinity when the bad version fails no more than a healthy one
 */
export function requiredRequests(window: FixedWindow, leastPower: number): number {
  if (window.badRatio <= window.baselineRatio) return Infinity;
  const last = (errors: number) => lastRequests(window, errors);
  const reaches = (errors: number) => binomialTail(errors, last(errors), window.badRatio) >= leastPower;
  let above = 1;
  while (!reaches(above)) above *= 2;
  const errors = least(Math.floor(above / 2) + 1, above, reaches);
  const first = errors === 1 ? 1 : last(errors - 1) + 1;
  return least(first, last(errors), (requests) => binomialTail(errors, requests, window.badRatio) >= leastPower);
}

/** The most requests among which so many errors still are too many for a healthy version. */
function lastRequests({ baselineRatio, falseAlarm }: FixedWindow, errors: number): number {
  const tooMany = (requests: number) => binomialTail(errors, requests, baselineRatio) > falseAlarm;
  let above = Math.max(errors, 1);
  while (!tooMany(above) && above < Number.MAX_SAFE_INTEGER / 2) above *= 2;
  return least(errors, above, tooMany) - 1;
}
