import type { Field } from '../rules/field';

/** What Kubernetes takes where nothing is said. */
const DEFAULT_PERCENT = 25;

/** A share of pods: as a percentage, or as a number of them. */
export function percentOfPods(share: Field, replicas: number): number {
  const [, percent] = /^(\d+)%$/.exec(share.text) ?? [];
  if (percent !== undefined) return Number(percent);
  return share.number === undefined ? DEFAULT_PERCENT : 100 * share.number / Math.max(1, replicas);
}
