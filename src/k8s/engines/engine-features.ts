import type { Feature } from '../../plan/feature';

/** What a release asks of whatever promotes it. */
export type PromotionFeature = Exclude<Feature, ProgressiveFeature | SignalFeature>;

/** What a wave asks of whatever shifts traffic. */
export type ProgressiveFeature =
  | Feature.SHIFT_ALL_AT_ONCE | Feature.SHIFT_ROLLING | Feature.SHIFT_CANARY | Feature.SHIFT_LINEAR | Feature.SHIFT_STEPS
  | Feature.SHIFT_BLUE_GREEN | Feature.SHIFT_FLAG | Feature.SIGNAL_VERSION_SCOPE | Feature.NO_DATA_HOLD | Feature.NO_DATA_FAIL
  | Feature.VERIFICATION_JOB | Feature.VERIFICATION_MEASUREMENT;

/** What a signal asks of whatever measures it. */
export type SignalFeature =
  | Feature.SIGNAL_ERROR_RATIO | Feature.SIGNAL_SEQUENTIAL
  | Feature.SIGNAL_LATENCY | Feature.SIGNAL_SATURATION | Feature.SIGNAL_CUSTOM | Feature.SIGNAL_SYNTHETIC;
