import { Feature } from '../../plan/feature';
import { Capability } from '../../plan/renderer';
import type { ProgressiveFeature } from '../engines/engine-features';

const { native, emulated, refused } = Capability;

const ONE_VERSION = refused('a Deployment replaces its pods: it holds no share of the traffic', 'use TrafficShift.rolling, or Progressive.ARGO_ROLLOUTS');
const AFTERWARDS = refused('a Deployment asks nothing', 'watch a signal for a `bakeTime`, which Kargo does, or use Progressive.ARGO_ROLLOUTS');

/** What Kubernetes alone does, as this library uses it. */
export const CAPABILITIES: Record<ProgressiveFeature, Capability> = {
  [Feature.SHIFT_ALL_AT_ONCE]: emulated('a Deployment that starts all new pods at once; until the last old one is gone, both versions serve'),
  [Feature.SHIFT_ROLLING]: native('a Deployment, with maxUnavailable; one whose new pods do not become ready stops there, and the old ones go on serving'),
  [Feature.SHIFT_CANARY]: ONE_VERSION,
  [Feature.SHIFT_LINEAR]: ONE_VERSION,
  [Feature.SHIFT_STEPS]: ONE_VERSION,
  [Feature.SHIFT_BLUE_GREEN]: refused('a Deployment has no second copy', 'use TrafficShift.allAtOnce, or Progressive.ARGO_ROLLOUTS'),
  [Feature.SHIFT_FLAG]: refused('a Deployment replaces pods, it opens no features', 'use rolling, and open the flag with the flag service'),
  [Feature.SIGNAL_VERSION_SCOPE]: emulated('a signal is asked when all pods are of the new version'),
  [Feature.NO_DATA_HOLD]: emulated('a bake does not end while a signal has no data; an hour after its time it fails'),
  [Feature.NO_DATA_FAIL]: native('no data is recorded as firing'),
  [Feature.VERIFICATION_JOB]: refused('a Deployment runs no jobs', 'run the job in CI, or use Progressive.ARGO_ROLLOUTS'),
  [Feature.VERIFICATION_MEASUREMENT]: AFTERWARDS,
};
