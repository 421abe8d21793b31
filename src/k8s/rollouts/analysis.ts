import type { SignalSpec } from '../../model/spec';
import { goDuration } from '../go-duration';
import type { Prometheus } from '../prometheus';
import { failingComparison } from '../prometheus/measurement';
import { versionPods } from '../prometheus/pod-matchers';

/** The pods that are measured belong to the version that is being released. */
const HASH = 'hash';

/** What a Rollout hands to each of its analyses. */
export const ANALYSIS_ARGS = [{ name: HASH, valueFrom: { podTemplateHashValue: 'Latest' } }];

export interface Watched {
  readonly workload: string;
  readonly namespace: string | undefined;
  readonly prometheus: Prometheus;
}

/** An AnalysisTemplate's specification that measures signals for a time and ends with it. */
export function watching(signals: SignalSpec[], durationMs: number, watched: Watched): Record<string, unknown> {
  return { args: [{ name: HASH }], metrics: signals.map((signal) => metric(signal, durationMs, watched)) };
}

function metric(signal: SignalSpec, durationMs: number, { workload, namespace, prometheus }: Watched) {
  const { measure, periodMs, datapointsToFail, datapointsObserved } = signal;
  const pods = versionPods(signal, workload, namespace, `{{args.${HASH}}}`);
  const value = prometheus._measurement(signal, pods);
  const enough = prometheus._enoughRequests(signal, pods);
  const window = `[${goDuration(datapointsObserved * periodMs)}:${goDuration(periodMs)}]`;
  return {
    name: signal.name,
    // a rate is known one period after the first scrape, so nothing is asked before the second is over
    initialDelay: goDuration(2 * periodMs),
    interval: goDuration(periodMs),
    count: Math.max(1, Math.floor(durationMs / periodMs) - 1),
    ...conditions(signal.noData, datapointsToFail),
    failureLimit: 0,
    inconclusiveLimit: 0,
    consecutiveErrorLimit: 4,
    provider: {
      prometheus: {
        address: prometheus.address,
        // without a value now there is no verdict now, whatever was measured before
        query: `sum_over_time(((${value}) ${failingComparison(measure)})${window}) and on() (${value})${enough ? ` and on() (${enough})` : ''}`,
      },
    },
  };
}

/** Both conditions say what an empty result and NaN mean; where neither holds, the measurement is inconclusive. */
function conditions(noData: SignalSpec['noData'], datapointsToFail: number) {
  const known = 'len(result) > 0 && !isNaN(result[0])';
  const failing = `result[0] >= ${datapointsToFail}`;
  return {
    successCondition: `${known} && result[0] < ${datapointsToFail}`,
    failureCondition: noData === 'fail' ? `len(result) == 0 || isNaN(result[0]) || ${failing}` : `${known} && ${failing}`,
  };
}
