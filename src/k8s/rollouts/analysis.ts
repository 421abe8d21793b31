import type { JobSpec, SignalSpec } from '../../model/spec';
import { observedMs } from '../../plan/signal-facts';
import { goDuration } from '../go-duration';
import { jobMetric } from '../pods/job-metric';
import { failingDatapoints } from '../prometheus/failing-datapoints';
import { judged } from '../prometheus/target';
import { periodsBefore } from '../prometheus/watch';
import type { Watched } from '../prometheus/watched';

/** The pods that are measured belong to the version that is being released. */
const HASH = 'hash';

/** What a Rollout hands to each of its analyses. */
export const ANALYSIS_ARGS = [{ name: HASH, valueFrom: { podTemplateHashValue: 'Latest' } }];

/** After a measurement that could not be made Argo Rollouts waits no period, but this long. */
const RETRY_MS = 10_000;
const DAY_MS = 24 * 3_600_000;

/** What is measured for how long, and where. */
interface Measured {
  readonly signals: SignalSpec[];
  readonly durationMs: number;
  /** The Service that sends requests to the new version only. */
  readonly versionService: string;
  /** Before the switch there are no customers, so that there may be nothing to judge. */
  readonly preview?: boolean;
}

/** An AnalysisTemplate's specification that measures signals for a time and ends with it. */
export function watching(measured: Measured, watched: Watched): Record<string, unknown> {
  return { args: [{ name: HASH }], metrics: measured.signals.map((signal) => metric(signal, measured, watched)) };
}

/** An AnalysisTemplate's specification that runs a job once. */
export function running(job: JobSpec): Record<string, unknown> {
  return { args: [{ name: HASH }], metrics: [jobMetric(job)] };
}

function metric(signal: SignalSpec, { durationMs, preview, versionService }: Measured, watched: Watched) {
  const { periodMs, datapointsToFail } = signal;
  const { prometheus } = watched;
  const target = judged(signal, watched, { hash: `{{args.${HASH}}}`, service: versionService });
  const count = Math.max(1, Math.floor(durationMs / periodMs) - periodsBefore(signal) + 1);
  return {
    name: signal.name,
    initialDelay: goDuration(preview ? durationMs - (count - 1) * periodMs : periodsBefore(signal) * periodMs),
    interval: goDuration(periodMs),
    count,
    ...(preview ? previewConditions(datapointsToFail) : conditions(signal.noData, datapointsToFail)),
    failureLimit: 0,
    inconclusiveLimit: 0,
    consecutiveErrorLimit: errorsAtMost(signal),
    provider: {
      prometheus: {
        address: prometheus.address,
        query: failingDatapoints(signal, target, prometheus),
      },
    },
  };
}

/** A Prometheus that does not answer is no data: it holds, for as long as a paused Rollout waits for a person, or fails once nothing is known any more. */
function errorsAtMost(signal: SignalSpec): number {
  return Math.ceil((signal.noData === 'hold' ? DAY_MS : observedMs(signal)) / RETRY_MS);
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

/** What can be judged is; requests that nobody makes yet are no reason to hold. */
function previewConditions(datapointsToFail: number) {
  return {
    successCondition: `len(result) == 0 || isNaN(result[0]) || result[0] < ${datapointsToFail}`,
    failureCondition: `len(result) > 0 && !isNaN(result[0]) && result[0] >= ${datapointsToFail}`,
  };
}
