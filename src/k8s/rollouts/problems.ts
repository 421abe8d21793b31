import type { Problem } from '../../plan/problem';
import { partialSteps } from '../../plan/wave-facts';
import { SP5101 } from '../problems';
import type { CheckedWorkload } from '../workloads/checked-workload';
import { reachable, replicasFor } from './weights';

/** Weights that a workload without a router cannot make of its pods. */
export function problems({ replicas, autoscaling, router, path, wave }: CheckedWorkload): Problem[] {
  const fewest = autoscaling?.minReplicas ?? replicas ?? 0;
  if (router || !(fewest > 0)) return [];
  const percents = partialSteps(wave).map(({ percent }) => percent);
  const missed = percents.filter((percent) => !reachable(percent, fewest));
  return missed.length === 0 ? [] : [SP5101.at(path, {
    got: `${missed.join(' %, ')} % of ${fewest} pods`,
    allowed: 'a share that is a whole number of pods, one percent more or less',
    remedies: [`use ${replicasFor(percents, fewest)} replicas`, 'use other shares in the traffic shift', 'pass a `router`'],
  })];
}
