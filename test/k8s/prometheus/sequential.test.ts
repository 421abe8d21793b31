import { Duration, k8s, RollbackTrigger, Signal, Traffic, TrafficShift } from 'spillway';
import { failingComparison } from '../../../src/k8s/prometheus/measurement';
import type { Target } from '../../../src/k8s/prometheus/target';
import { judged, whole } from '../../../src/k8s/prometheus/target';
import type { SequentialMeasure, SignalSpec } from '../../../src/model/spec';
import { testBeside, testOf } from '../../../src/plan/sequential-signal';
import type { SequentialTest } from '../../../src/plan/stats/sequential';
import { evidence } from '../../../src/plan/stats/sequential';
import { Random } from '../../../src/rehearsal/random';
import type { Counted } from '../../support/traffic-trace';
import { trafficTrace } from '../../support/traffic-trace';
import { describeWithPromtool, testRules } from '../support/promtool';
import { beta, object, shop } from '../support/shop';

const REQUESTS = 'http_server_request_duration_seconds_count';
const WINDOW = 30;
const MINUTES = 60;
const HASH = 'abc12';

interface Metric {
  readonly provider: { readonly prometheus: { readonly query: string } };
}

const prometheus = k8s.Prometheus.at('http://p');
const measure: SequentialMeasure = { kind: 'sequential', baselineRatio: 0.001, detectRatio: 0.006, falseAlarmRatio: 0.05, power: 0.8, clusteringFactor: 1 };
const signal: SignalSpec = { ...Signal.sequential({ detect: 0.006, window: Duration.minutes(WINDOW) })._spec(), measure };

test('an analysis counts the new version beside all versions, and rules hold the whole workload against the baseline', () => {
  const { app } = shop({
    pipeline: {
      traffic: Traffic.of({ requestsPerSecond: 100, errorRatio: 0.001, clusteringFactor: 5 }),
      rollbackOn: [RollbackTrigger.signal(Signal.sequential({ detect: 0.006 }))],
    },
    waves: [['beta', { environments: [beta], trafficShift: TrafficShift.canary({ percent: 20, hold: Duration.minutes(15) }) }]],
  });
  const [metric] = object(app, 'beta', 'AnalysisTemplate', 'web-watch-15m').spec.metrics as Metric[];
  const own = 'namespace="shop",pod=~"web-{{args.hash}}-[0-9a-z]{5}"';
  const all = 'namespace="shop",pod=~"web-[0-9a-z]+-[0-9a-z]{5}"';
  const count = (matchers: string, failed = '') => `sum(increase(${REQUESTS}{${matchers}${failed}}[1h]))`;
  const failed = ',http_response_status_code=~"5.."';
  expect(metric.provider.prometheus.query).toBe(`sum_over_time(((((${count(own, failed)} or on() vector(0)) * ln(vector(0.006 / 0.001))`
    + ` - (${count(all, failed)} or on() vector(0)) * ln(1 + (0.006 / 0.001 - 1) * (${count(own)} > 0) / ${count(all)})) / 5) >= bool 2.99573227355)[1m:1m])`);
  expect(metric).toMatchObject({
    interval: '1m', successCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] < 1', failureCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] >= 1',
  });
  const [{ rules }] = object(app, 'beta', 'PrometheusRule', 'web').spec.groups as { rules: { expr: string }[] }[];
  expect(rules[0].expr).toBe(`(((${count(all, failed)} or on() vector(0)) * ln(vector(0.006 * (1 - 0.001) / (0.001 * (1 - 0.006))))`
    + ` + (${count(all)} > 0) * ln(vector((1 - 0.006) / (1 - 0.001)))) / 5) >= bool 2.99573227355`);
});

/** Values of a counter, one a minute; undefined where it was not scraped. */
type Samples = readonly (number | undefined)[];

/** What Prometheus says a counter has grown by: a value that falls is a new beginning, and what lies between the edge and the nearest sample is guessed. */
function increase(samples: Samples, fromMinute: number, toMinute: number): number {
  const seen = samples.flatMap((value, minute) => (value !== undefined && minute >= fromMinute && minute <= toMinute ? [{ value, minute }] : []));
  if (seen.length < 2) return 0;
  const [first, last] = [seen[0], seen[seen.length - 1]];
  const grown = seen.reduce((sum, { value }, i) => sum + (i > 0 && value < seen[i - 1].value ? seen[i - 1].value : 0), last.value - first.value);
  const sampled = last.minute - first.minute;
  const each = sampled / (seen.length - 1);
  const guessed = (minutes: number) => (minutes < 1.1 * each ? minutes : each / 2);
  const sinceZero = grown > 0 ? sampled * first.value / grown : Infinity;
  return grown * (sampled + guessed(Math.min(first.minute - fromMinute, sinceZero)) + guessed(toMinute - last.minute)) / sampled;
}

/** What a pod's counters say, and the notation of promtool for it. */
class Pod {
  private readonly good: Samples;
  private readonly failed: Samples;

  constructor(private readonly name: string, of: readonly Counted[], resets: ReadonlySet<number>, gaps: ReadonlySet<number>) {
    const counter = (take: (minute: Counted) => number): Samples => {
      let total = 0;
      return [0, ...of.map((minute, i) => {
        total = (resets.has(i) ? 0 : total) + take(minute);
        return gaps.has(i) ? undefined : total;
      })];
    };
    this.good = counter(({ requests, failed }) => requests - failed);
    this.failed = counter(({ failed }) => failed);
  }

  public get series(): object[] {
    return [[200, this.good] as const, [500, this.failed] as const].map(([status, samples]) => ({
      series: `${REQUESTS}{namespace="shop",pod="${this.name}",http_response_status_code="${status}"}`, values: samples.map((value) => value ?? '_').join(' '),
    }));
  }

  public counted(fromMinute: number, toMinute: number): Counted {
    const failed = increase(this.failed, fromMinute, toMinute);
    return { failed, requests: failed + increase(this.good, fromMinute, toMinute) };
  }
}

describeWithPromtool('in Prometheus', () => {
  test('1500 random traces of traffic, with idle times, lost samples and counters that start anew, seed 2, give the verdicts of the test itself', () => {
    const random = new Random(2);
    const some = (most: number) => new Set(Array.from({ length: Math.floor((most + 1) * random.next()) }, () => Math.floor(random.next() * MINUTES)));
    const verdicts = { stopped: 0, going: 0, unknown: 0 };
    const input: object[] = [];
    const expectations: object[] = [];
    for (let i = 0; i < 1_500; i++) {
      const workload = `w${i}`;
      const trace = trafficTrace(random, MINUTES);
      const [version, other] = [new Pod(`${workload}-${HASH}-x1k4p`, trace.version, some(2), some(5)), new Pod(`${workload}-old12-x1k4p`, trace.other, new Set(), some(5))];
      input.push(...version.series, ...other.series);
      // between two samples: whether one at the very edge counts differs from Prometheus 2 to 3
      const look = Math.floor(random.next() * MINUTES) + 0.5;
      const [own, others] = [version.counted(look - WINDOW, look), other.counted(look - WINDOW, look)];
      const all = { requests: own.requests + others.requests, failed: own.failed + others.failed };
      const isKnown = own.requests > 0;
      const beside = isKnown && others.requests > 0 && isStopped(testBeside(measure, own.requests / all.requests), own.failed, others.failed);
      const alone = all.requests > 0 && isStopped(testOf(measure), all.failed, all.requests - all.failed);
      const watched = { workload, namespace: 'shop', prometheus };
      expectations.push(expected(judged(signal, watched, { hash: HASH, service: '' }), look, isKnown, beside), expected(whole(watched), look, all.requests > 0, alone));
      verdicts[isKnown ? beside ? 'stopped' : 'going' : 'unknown']++;
    }
    testRules([], { interval: '1m', input_series: input, promql_expr_test: expectations });
    expect(Math.min(...Object.values(verdicts))).toBeGreaterThan(100);
  });

  function expected(target: Target, look: number, isKnown: boolean, stopped: boolean): object {
    return {
      expr: `(${prometheus._measurement(signal, target)}) ${failingComparison(measure, prometheus._source)}`,
      eval_time: `${60 * look}s`,
      exp_samples: isKnown ? [{ labels: '{}', value: Number(stopped) }] : [],
    };
  }

  function isStopped(test: SequentialTest, hits: number, others: number): boolean {
    return evidence(test, hits, others, measure.clusteringFactor) >= test.stopAt;
  }
});
