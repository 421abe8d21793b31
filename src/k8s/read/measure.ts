import type { MeasureSpec } from '../../model/spec';
import { evidenceOf } from './evidence';

/** What a query that is compared with a bound measures, as this library writes it; `value` alone tells one query from another. */
export interface ComparedQuery {
  readonly value: string;
  readonly measure: MeasureSpec;
}

const COMPARED = /^\(([\s\S]*)\) ([<>]=?) bool (\S+)$/;
const LATENCY = /^histogram_quantile\(([\d.]+), sum by \(le\) \(rate\((\w+)\{/;
const SATURATION = /^100 \* sum\((?:rate\()?container_(cpu_usage|memory_working)/;
const STATISTIC = /^(avg|max|min)_over_time\(\(/;
const STATISTICS: Record<string, string> = { avg: 'average', max: 'maximum', min: 'minimum' };

/** Meshes and proxies that count in milliseconds; all others count in seconds, as applications do. */
const IN_MILLISECONDS = /milliseconds|_ms_|envoy_cluster_upstream_rq_time/;

/** Undefined where nothing is compared. */
export function comparedQuery(expression: string): ComparedQuery | undefined {
  const [, value, operator, written] = COMPARED.exec(expression) ?? [];
  const bound = Number(written);
  return value === undefined || !Number.isFinite(bound) ? undefined : { value, measure: evidenceOf(value, bound) ?? measureOf(value, operator.startsWith('>'), bound) };
}

function measureOf(value: string, isUpper: boolean, bound: number): MeasureSpec {
  if (isUpper && value.includes('or on() vector(0)) / (sum(rate(')) return errorRatio(bound);
  const [, quantile, buckets] = LATENCY.exec(value) ?? [];
  if (isUpper && quantile !== undefined) {
    return { kind: 'latency', percentile: rounded(Number(quantile) * 100), atMostMs: rounded(bound * (IN_MILLISECONDS.test(buckets) ? 1 : 1_000)), minimumRequests: 1 };
  }
  const [, resource] = SATURATION.exec(value) ?? [];
  if (isUpper && resource !== undefined) return { kind: 'saturation', resource: resource.startsWith('cpu') ? 'cpu' : 'memory', atMostPercent: bound };
  if (!isUpper && value.includes('avg_over_time(probe_success{')) return { kind: 'synthetic', probe: 'probe', atLeastSuccessPercent: bound };
  const [, statistic] = STATISTIC.exec(value) ?? [];
  return custom(value, statistic === undefined ? 'average' : STATISTICS[statistic], isUpper, bound);
}

/** The least that has to be noticed is what is noticed by default. */
export function errorRatio(atMostRatio: number): MeasureSpec {
  return { kind: 'errorRatio', atMostRatio, detectRatio: Math.min(2 * atMostRatio, 1), minimumRequests: 1 };
}

export function custom(metric: string, statistic: string, isUpper: boolean, bound: number): MeasureSpec {
  return { kind: 'custom', metric, statistic, comparison: isUpper ? 'atMost' : 'atLeast', bound };
}

/** 0.999 times 100 is 99.9 to whoever wrote it. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
