import { Feature } from '../../plan/feature';
import { Capability } from '../../plan/renderer';
import type { ProgressiveFeature } from '../engine-features';

const { native, emulated, refused } = Capability;

/** What Argo Rollouts 1.9 does, as this library uses it. */
export const CAPABILITIES: Record<ProgressiveFeature, Capability> = {
  [Feature.SHIFT_ALL_AT_ONCE]: native('a Rollout that brings up all new pods before it takes down the old ones'),
  [Feature.SHIFT_ROLLING]: native('a Rollout without steps, with maxUnavailable'),
  [Feature.SHIFT_CANARY]: emulated('a Rollout with weights made by the number of pods: each must be reachable with the replicas'),
  [Feature.SHIFT_LINEAR]: emulated('a Rollout with weights made by the number of pods: each must be reachable with the replicas'),
  [Feature.SHIFT_STEPS]: emulated('a Rollout with weights made by the number of pods: each must be reachable with the replicas'),
  [Feature.SHIFT_BLUE_GREEN]: native('a Rollout with an active and a preview Service'),
  [Feature.SHIFT_FLAG]: refused('Argo Rollouts moves traffic, not features', 'use steps, or open the flag with the flag service'),
  [Feature.SIGNAL_VERSION_SCOPE]: native('only pods of the new pod-template hash are measured; when all traffic has moved, all pods are'),
  [Feature.NO_DATA_HOLD]: native('an inconclusive measurement, at which the Rollout pauses'),
  [Feature.NO_DATA_FAIL]: native('a failed measurement'),
  [Feature.VERIFICATION_JOB]: refused('a job would run once for each workload of the environment', 'use a measurement, or run the job in CI'),
  [Feature.VERIFICATION_MEASUREMENT]: native('an analysis at full traffic, before the old version is given up'),
};
