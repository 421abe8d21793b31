import type { MeasureSpec } from '../../model/spec';
import { field, list, number, text } from './data';
import { evidenceOf } from './evidence';

/** A metric, or an expression over some. */
export interface Measured {
  readonly measure: MeasureSpec;
  readonly periodMs: number;
  /** Requests that each data point has to have to count. */
  readonly requestsEach: number | undefined;
  /** What the alarm measures is not said in words that a signal has. */
  readonly isForeign: boolean;
}

interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly statistic: string;
  readonly periodSeconds: number;
  readonly dimensions: ReadonlyMap<string, string>;
}

const FAILURES = ['Errors', 'HTTPCode_Target_5XX_Count', 'HTTPCode_ELB_5XX_Count', '5XXError'];
const REQUESTS = ['Invocations', 'RequestCount', 'Count'];
const SATURATION: Readonly<Record<string, string>> = { CPUUtilization: 'cpu', MemoryUtilization: 'memory' };

/** What an alarm measures, in the words of a signal. */
export function measured(properties: unknown): Measured {
  const upper = !text(field(properties, 'ComparisonOperator')).startsWith('LessThan');
  const bound = number(field(properties, 'Threshold')) ?? 0;
  const query = new Queries(list(field(properties, 'Metrics')));
  const { expression, requestsEach } = query.shown();
  const ratio = query.ratio(expression);
  const sequential = upper ? evidenceOf(expression, bound) : undefined;
  const metric = query.single(expression) ?? (query.isEmpty ? ofAlarm(properties) : undefined);
  const base = { periodMs: 1000 * (ratio ?? metric?.periodSeconds ?? query.periodSeconds ?? 60), requestsEach };
  if (sequential) return { ...base, measure: sequential, isForeign: false };
  if (ratio !== undefined && upper) return { ...base, measure: { kind: 'errorRatio', atMostRatio: bound, detectRatio: Math.min(2 * bound, 1), minimumRequests: 1 }, isForeign: false };
  const known = metric && upper ? upperBound(metric, bound, / \* 1000$/.test(expression)) : metric && lowerBound(metric, bound);
  if (known) return { ...base, measure: known, isForeign: false };
  return {
    ...base,
    measure: {
      kind: 'custom', metric: metric?.name || expression || 'unknown', statistic: metric ? metric.statistic.replace(/^[A-Z][a-z]/, (first) => first.toLowerCase()) : 'expression',
      comparison: upper ? 'atMost' : 'atLeast', bound,
    },
    isForeign: true,
  };
}

function upperBound({ namespace, name, statistic }: Metric, bound: number, isInMs: boolean): MeasureSpec | undefined {
  const percentile = number(/^p(\d+(\.\d+)?)$/.exec(statistic)?.[1]);
  if (percentile !== undefined && name === 'Duration' && namespace === 'AWS/Lambda') return { kind: 'latency', percentile, atMostMs: bound, minimumRequests: 1 };
  if (percentile !== undefined && name === 'TargetResponseTime') return { kind: 'latency', percentile, atMostMs: isInMs ? bound : bound * 1000, minimumRequests: 1 };
  const resource = namespace === 'AWS/ECS' && statistic === 'Average' ? SATURATION[name] : undefined;
  return resource ? { kind: 'saturation', resource, atMostPercent: bound } : undefined;
}

function lowerBound({ namespace, name, dimensions }: Metric, bound: number): MeasureSpec | undefined {
  if (namespace !== 'CloudWatchSynthetics' || name !== 'SuccessPercent') return undefined;
  return { kind: 'synthetic', probe: dimensions.get('CanaryName') ?? 'unknown', atLeastSuccessPercent: bound };
}

function ofAlarm(properties: unknown): Metric {
  return metricOf(properties, properties, field(properties, 'ExtendedStatistic') ?? field(properties, 'Statistic'), field(properties, 'Period'));
}

function metricOf(metric: unknown, of: unknown, statistic: unknown, period: unknown): Metric {
  const dimensions = list(field(of, 'Dimensions')).map((dimension) => [text(field(dimension, 'Name')), text(field(dimension, 'Value'))] as const);
  return {
    namespace: text(field(metric, 'Namespace')), name: text(field(metric, 'MetricName')), statistic: text(statistic),
    periodSeconds: number(period) ?? 60, dimensions: new Map(dimensions),
  };
}

/** The queries of an alarm on an expression. */
class Queries {
  private readonly metrics = new Map<string, Metric>();
  private readonly expressions = new Map<string, string>();
  private readonly returned: string;

  constructor(queries: unknown[]) {
    for (const query of queries) {
      const id = text(field(query, 'Id'));
      const stat = field(query, 'MetricStat');
      const metric = field(stat, 'Metric');
      if (metric !== undefined) this.metrics.set(id, metricOf(metric, metric, field(stat, 'Stat'), field(stat, 'Period')));
      const expression = text(field(query, 'Expression'));
      if (expression) this.expressions.set(id, expression);
    }
    const returned = queries.find((query) => field(query, 'ReturnData') !== false);
    this.returned = text(field(returned, 'Id'));
  }

  public get isEmpty(): boolean {
    return this.metrics.size === 0;
  }

  public get periodSeconds(): number | undefined {
    return [...this.metrics.values()][0]?.periodSeconds;
  }

  /** What is compared with the threshold, without the condition that there are enough requests. */
  public shown(): { readonly expression: string; readonly requestsEach: number | undefined } {
    const expression = this.expressions.get(this.returned) ?? this.returned;
    const [, requests, each, inner] = /^IF\((\w+) >= (\d+), (\w+), 0\)$/.exec(expression) ?? [];
    const counted = REQUESTS.includes(this.metrics.get(requests)?.name ?? '');
    return counted ? { expression: this.expressions.get(inner) ?? inner, requestsEach: Number(each) } : { expression, requestsEach: undefined };
  }

  /** The period of failures over requests; nothing where it is something else. */
  public ratio(expression: string): number | undefined {
    const [, filled, plain, all] = /^(?:FILL\((\w+), 0\)|(\w+)) \/ (\w+)$/.exec(expression) ?? [];
    const [failures, requests] = [this.metrics.get(filled ?? plain), this.metrics.get(all)];
    return failures && requests && FAILURES.includes(failures.name) && REQUESTS.includes(requests.name) ? requests.periodSeconds : undefined;
  }

  /** The metric that is all there is of an expression. */
  public single(expression: string): Metric | undefined {
    return this.metrics.get(expression.replace(/ \* 1000$/, ''));
  }
}
