import { Feature } from '../../plan/feature';
import { Capability } from '../../plan/renderer';
import type { SignalFeature } from '../engines/engine-features';

const { native } = Capability;

/** What Prometheus and its operator do, as this library uses them. */
export const SIGNALS: Record<SignalFeature, Capability> = {
  [Feature.SIGNAL_ERROR_RATIO]: native('a Prometheus query on the requests that the application, a mesh or a proxy counts'),
  [Feature.SIGNAL_SEQUENTIAL]: native('a Prometheus query that adds up the evidence, of the new version beside all versions while traffic shifts, and against the baseline elsewhere'),
  [Feature.SIGNAL_LATENCY]: native('a Prometheus query on the histogram of the application, a mesh or a proxy'),
  [Feature.SIGNAL_SATURATION]: native('a Prometheus query on the containers and their limits'),
  [Feature.SIGNAL_CUSTOM]: native('the Prometheus query that was given for it'),
  [Feature.SIGNAL_SYNTHETIC]: native('a Probe of the Prometheus Operator, which has a blackbox exporter ask, and a query on its success'),
};
