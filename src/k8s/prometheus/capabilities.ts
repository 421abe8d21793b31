import { Feature } from '../../plan/feature';
import { Capability } from '../../plan/renderer';
import type { SignalFeature } from '../engine-features';

const { native, refused } = Capability;

/** What Prometheus and its operator do, as this library uses them. */
export const SIGNALS: Record<SignalFeature, Capability> = {
  [Feature.SIGNAL_ERROR_RATIO]: native('a Prometheus query on the counter of requests'),
  [Feature.SIGNAL_LATENCY]: native('a Prometheus query on the histogram of requests'),
  [Feature.SIGNAL_SATURATION]: native('a Prometheus query on the containers and their limits'),
  [Feature.SIGNAL_CUSTOM]: native('the Prometheus query that was given for it'),
  [Feature.SIGNAL_SYNTHETIC]: refused('no prober is emitted', 'use a custom signal on the metric of your prober'),
};
