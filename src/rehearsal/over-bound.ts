/** A bound of 29 % of 100 requests is 29 of them, and not 28.999999999999996. */
const ROUNDING = 1 + 1e-12;

/** Whether more of the requests failed than a bound allows: as much as it allows is not over it. */
export function isOverBound(failed: number, requests: number, atMostRatio: number): boolean {
  return failed > requests * atMostRatio * ROUNDING;
}
