import { binomialTail } from '../../src/plan/stats/binomial';

/**
 * Between which probabilities so many hits in so many trials are no surprise (Clopper and Pearson): outside, they are as rare as `risk` at most.
 * @see https://doi.org/10.1093/biomet/26.4.404
 */
export function binomialInterval(hits: number, trials: number, risk: number): [number, number] {
  return [
    hits === 0 ? 0 : crossing((p) => binomialTail(hits, trials, p) >= risk / 2),
    hits === trials ? 1 : crossing((p) => 1 - binomialTail(hits + 1, trials, p) <= risk / 2),
  ];
}

/** The least probability for which something holds that holds for all larger ones. */
function crossing(holds: (probability: number) => boolean): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
