/**
 * A percentile as a share of requests, which all tests on errors then judge: while all is well, 1 % of the requests are slower
 * than the 99th percentile. Needs a counter of requests over that bound.
 * @param percentile over 0 and under 100
 */
export function slowRatio(percentile: number): number {
  return 1 - percentile / 100;
}
