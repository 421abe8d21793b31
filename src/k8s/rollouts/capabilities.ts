import { Feature } from '../../plan/feature';
import { Capability } from '../../plan/renderer';
import type { ProgressiveFeature } from '../engines/engine-features';

const { native, emulated, refused } = Capability;

const WEIGHTS = 'a Rollout whose weights a traffic router makes; a workload without one makes them by its number of pods, with which each must be reachable';

/** What Argo Rollouts 1.9 does, as this library uses it. */
export const CAPABILITIES: Record<ProgressiveFeature, Capability> = {
  [Feature.SHIFT_ALL_AT_ONCE]: native('a Rollout that brings up all new pods before it moves the requests, or takes down the old pods where there is no traffic router'),
  [Feature.SHIFT_ROLLING]: native('a Rollout without steps, with maxUnavailable'),
  [Feature.SHIFT_CANARY]: emulated(WEIGHTS),
  [Feature.SHIFT_LINEAR]: emulated(WEIGHTS),
  [Feature.SHIFT_STEPS]: emulated(WEIGHTS),
  [Feature.SHIFT_BLUE_GREEN]: native('a Rollout with an active and a preview Service; in a preview, signals are judged as far as there is anything to judge without customers'),
  [Feature.SHIFT_FLAG]: refused('Argo Rollouts moves traffic, not features', 'use steps, or open the flag with the flag service'),
  [Feature.SIGNAL_VERSION_SCOPE]: native('only pods of the new pod-template hash are measured, or requests and probes of the new version\'s Service, '
    + 'and what sees neither is a problem; when all traffic has moved, all pods are'),
  [Feature.NO_DATA_HOLD]: native('an inconclusive measurement, at which the Rollout pauses'),
  [Feature.NO_DATA_FAIL]: native('a failed measurement'),
  [Feature.VERIFICATION_JOB]: emulated('a Job in the namespace of the environment, at full traffic and before the old version is given up; once for each of its workloads, and not at the first release of all'),
  [Feature.VERIFICATION_MEASUREMENT]: native('an analysis at full traffic, before the old version is given up'),
};
