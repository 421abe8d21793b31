import type { SignalSpec } from '../../model/spec';
import { pointsObserved } from '../../plan/signal-facts';
import { goDuration } from '../go-duration';
import type { Prometheus } from '../prometheus';
import { failingComparison } from './measurement';
import type { Target } from './target';

/** PromQL of how many of a signal's observed data points fail; nothing where nothing is known, or too little for a verdict. */
export function failingDatapoints(signal: SignalSpec, target: Target, prometheus: Prometheus): string {
  const window = `[${goDuration(pointsObserved(signal) * signal.periodMs)}:${goDuration(signal.periodMs)}]`;
  const enough = prometheus._enoughRequests(signal, target);
  const failing = `(${prometheus._measurement(signal, target)}) ${failingComparison(signal.measure, prometheus._source)}`;
  return `sum_over_time((${failing})${window})${enough ? ` and on() (${enough})` : ''}`;
}
