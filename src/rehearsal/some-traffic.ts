import type { TrafficSpec } from '../model/spec';
import type { PlanDocument } from '../plan/document';

/** Where a plan does not say: enough to be measured in each minute. */
const SOME_TRAFFIC: TrafficSpec = { requestsPerSecond: 10, errorRatio: 0.001, clusteringFactor: 1 };

/** The traffic that a plan is rehearsed with. */
export function rehearsedTraffic({ traffic }: PlanDocument): TrafficSpec {
  return traffic ?? SOME_TRAFFIC;
}
