import { Feature } from '../../plan/feature';
import { Capability } from '../../plan/renderer';
import type { ProgressiveFeature } from '../engines/engine-features';

const { native, emulated, refused } = Capability;

const WEIGHTS = emulated('weights of a Canary, with one interval for all of them: each is checked once, at its end, and a check that fails is acted upon one '
  + 'interval later; after the last one Flagger replaces the pods of the proven version, which has the traffic while it does');
const WITHOUT_CANARY = 'a Deployment without a Canary: there is nothing for Flagger to check';

/** What Flagger 1.44 does, as this library uses it. */
export const CAPABILITIES: Record<ProgressiveFeature, Capability> = {
  [Feature.SHIFT_ALL_AT_ONCE]: emulated(`${WITHOUT_CANARY}; all new pods start at once, and until the last old one is gone both versions serve`),
  [Feature.SHIFT_ROLLING]: native(`${WITHOUT_CANARY}, with maxUnavailable`),
  [Feature.SHIFT_CANARY]: WEIGHTS,
  [Feature.SHIFT_LINEAR]: WEIGHTS,
  [Feature.SHIFT_STEPS]: WEIGHTS,
  [Feature.SHIFT_BLUE_GREEN]: emulated('iterations of a Canary; with a router the old copy stays for one more of them, without one it is gone with the switch. '
    + 'Before the switch, signals are judged as far as there is anything to judge without customers'),
  [Feature.SHIFT_FLAG]: refused('Flagger moves traffic, not features', 'use steps, or open the flag with the flag service'),
  [Feature.SIGNAL_VERSION_SCOPE]: native('the two versions are two Deployments, and only pods of the new one are measured; when all traffic has moved, all pods are'),
  [Feature.NO_DATA_HOLD]: refused('a check without data is a failed one to Flagger: it takes the release back, and cannot be told to wait', 'give the signal NoData.FAIL'),
  [Feature.NO_DATA_FAIL]: native('a failed check'),
  [Feature.VERIFICATION_JOB]: refused('Flagger runs no jobs, it calls an HTTP server that would have to run them', 'use a measurement, or run the job in CI'),
  [Feature.VERIFICATION_MEASUREMENT]: emulated('one more interval, at full traffic; Flagger asks the same at every weight, so it is asked at the earlier ones as well'),
};
