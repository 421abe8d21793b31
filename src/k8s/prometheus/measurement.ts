import type { MeasureSpec, SignalSpec } from '../../model/spec';
import { stopAt } from '../../plan/sequential-signal';
import { minimumRequests, observedMs } from '../../plan/signal-facts';
import { goDuration } from '../go-duration';
import { evidence } from './evidence';
import { plain } from './plain-number';
import { probeJob } from './probe-name';
import type { RequestSource } from './request-source';
import { seriesOf } from './request-source';
import type { Target } from './target';

/** What can be measured, with every default resolved. */
export interface Metrics {
  readonly source: RequestSource;
  readonly queries: Record<string, string>;
  /** Names of what is probed. */
  readonly probes: string[];
}

/** PromQL of a signal's value. Where nothing is known it gives nothing at all: no NaN, no made-up zero. */
export function measurement(signal: SignalSpec, target: Target, { source, queries, probes }: Metrics): string | undefined {
  const { measure } = signal;
  const { pods } = target;
  const period = goDuration(signal.periodMs);
  switch (measure.kind) {
    case 'errorRatio': {
      const { all, failed } = seriesOf(source, target);
      // no failed request ever seen is a ratio of zero, no request at all is no data
      return `(sum(rate(${failed}[${period}])) or on() vector(0)) / (sum(rate(${all}[${period}])) > 0)`;
    }
    case 'sequential':
      return evidence(measure, goDuration(observedMs(signal)), seriesOf(source, target), target.beside && seriesOf(source, target.beside));
    case 'latency':
      // a comparison drops the NaN of a histogram without observations
      return `histogram_quantile(${plain(measure.percentile / 100)}, sum by (le) (rate(${seriesOf(source, target).latencyBuckets}[${period}]))) >= 0`;
    case 'saturation':
      return saturation(measure.resource, pods, period) ?? custom(queries[measure.resource], pods);
    case 'custom':
      return custom(queries[measure.metric], pods, OVER_TIME[measure.statistic], signal.periodMs);
    case 'synthetic':
      return probes.includes(measure.probe) ? `100 * avg(avg_over_time(probe_success{job="${probeJob(signal, target)}"}[${period}]))` : undefined;
    default:
      return unreachable(measure);
  }
}

/** PromQL that gives something only where the observed time has the requests that a verdict takes; undefined where any will do. */
export function enoughRequests(signal: SignalSpec, target: Target, source: RequestSource): string | undefined {
  const minimum = minimumRequests(signal);
  return minimum > 1 ? `sum(increase(${seriesOf(source, target).all}[${goDuration(observedMs(signal))}])) >= ${minimum}` : undefined;
}

/** The bound beyond which a value fails, as the right side of a comparison in the unit of `measurement`. */
export function failingComparison(measure: MeasureSpec, { latencyUnitMs }: RequestSource): string {
  switch (measure.kind) {
    case 'errorRatio': return `> bool ${plain(measure.atMostRatio)}`;
    case 'sequential': return `>= bool ${plain(stopAt(measure))}`;
    case 'latency': return `> bool ${plain(measure.atMostMs / latencyUnitMs)}`;
    case 'saturation': return `> bool ${plain(measure.atMostPercent)}`;
    case 'custom': return `${measure.comparison === 'atMost' ? '>' : '<'} bool ${plain(measure.bound)}`;
    case 'synthetic': return `< bool ${plain(measure.atLeastSuccessPercent)}`;
    default: return unreachable(measure);
  }
}

/** No sum: it would grow with how often somebody looks. */
const OVER_TIME: Record<string, string> = { average: 'avg_over_time', maximum: 'max_over_time', minimum: 'min_over_time' };

function saturation(resource: string, pods: string, period: string): string | undefined {
  const limit = `sum(kube_pod_container_resource_limits{${pods},resource="${resource}"})`;
  if (resource === 'cpu') return `100 * sum(rate(container_cpu_usage_seconds_total{${pods},container!=""}[${period}])) / ${limit}`;
  if (resource === 'memory') return `100 * sum(container_memory_working_set_bytes{${pods},container!=""}) / ${limit}`;
  return undefined;
}

function custom(query: string | undefined, pods: string, overTime?: string, periodMs?: number): string | undefined {
  const filled = query?.replaceAll('$pods', pods);
  if (filled === undefined || periodMs === undefined) return filled;
  return overTime && `${overTime}((${filled})[${withinPeriod(periodMs)}])`;
}

/** Twice in a period, and not at its beginning, which is the end of the one before; how often rules are evaluated makes no difference. */
function withinPeriod(periodMs: number): string {
  const seconds = periodMs / 1_000;
  return `${goDuration(Math.max(1, seconds - 1) * 1_000)}:${goDuration(Math.max(1, Math.floor(seconds / 2)) * 1_000)}`;
}

function unreachable(value: never): never {
  throw new Error(`not a measure: ${JSON.stringify(value)}`);
}
