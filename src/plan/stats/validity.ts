import { normalTail } from './normal';

/** Independent requests among those that come in groups: n / D. */
export function effectiveRequests(requests: number, clusteringFactor: number): number {
  return requests / clusteringFactor;
}

/**
 * Probability of a split so far from the declared one, either way, if the router did what it was told (chi-square with one degree of freedom).
 * A small one says that the split is not what the tests assume.
 * @param weight share of requests that the canary should get, over 0 and under 1
 */
export function splitMismatch(canaryRequests: number, allRequests: number, weight: number): number {
  if (allRequests === 0) return 1;
  return 2 * normalTail(Math.abs(canaryRequests - weight * allRequests) / Math.sqrt(weight * (1 - weight) * allRequests));
}

/**
 * The largest error ratio that no error in so many requests leaves possible: 1 - risk^(1/n), about 3/n for a risk of 5 %.
 * @param risk probability of no error although the ratio is that large
 * @see https://doi.org/10.1001/jama.1983.03330370053031 (Hanley, Lippman-Hand, If Nothing Goes Wrong, Is Everything All Right?)
 */
export function ratioWithoutErrors(requests: number, risk: number): number {
  return requests === 0 ? 1 : -Math.expm1(Math.log(risk) / requests);
}
