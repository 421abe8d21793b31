import * as fc from 'fast-check';
import { Duration, k8s, NoData, Signal } from 'spillway';
import { timeToFailMs } from '../../../src/k8s/prometheus/watch';
import { watching } from '../../../src/k8s/rollouts/analysis';
import type { SignalSpec } from '../../../src/model/spec';
import { observedMs } from '../../../src/plan/signal-facts';
import type { Metric } from '../support/analysis-run';
import { assess } from '../support/analysis-run';
import { describeWithPromtool, testRules } from '../support/promtool';

/** A data point: over the bound, within it, or missing. */
type Point = 'over' | 'within' | 'missing';

const WATCHED = { workload: 'web', namespace: 'shop', prometheus: k8s.Prometheus.at('http://p', { queries: { depth: 'max(depth{$pods})' } }) };
const PERIOD_MS = 60_000;

function metricOf(signal: SignalSpec, durationMs: number): Metric {
  const { metrics } = watching({ signals: [signal], durationMs, versionService: 'web-canary' }, WATCHED) as { metrics: Metric[] };
  return metrics[0];
}

/** The last data points that an alarm looks at, at a time after the step began. */
function lastPoints(points: Point[], { datapointsObserved, periodMs }: SignalSpec, atMs: number): Point[] {
  const known = Math.floor(atMs / periodMs);
  return points.slice(0, known).slice(-datapointsObserved);
}

/** What the plan says of the last data points. */
function reading(points: Point[], signal: SignalSpec): 'fail' | 'pass' | 'noData' {
  const known = points.filter((point) => point !== 'missing');
  if (known.filter((point) => point === 'over').length >= signal.datapointsToFail) return 'fail';
  return known.length === 0 ? 'noData' : 'pass';
}

/** What the query gives: how many of them are over the bound, or nothing. */
function answer(points: Point[]): number[] {
  const known = points.filter((point) => point !== 'missing');
  return known.length === 0 ? [] : [known.filter((point) => point === 'over').length];
}

const signals = fc.record({
  datapointsToFail: fc.integer({ min: 1, max: 4 }), more: fc.integer({ min: 0, max: 3 }), noData: fc.constantFrom(NoData.HOLD, NoData.FAIL),
}).map(({ datapointsToFail, more, noData }) => Signal.custom({
  metric: 'depth', atMost: 5, datapointsToFail, datapointsObserved: datapointsToFail + more, noData, period: Duration.millis(PERIOD_MS),
})._spec());
const steps = fc.integer({ min: 0, max: 10 });
const point = fc.constantFrom<Point>('over', 'within', 'missing');

describe('an analysis', () => {
  test('ends as the signal, asked each period, would have had it', () => {
    fc.assert(fc.property(signals, steps, fc.array(point, { minLength: 20, maxLength: 20 }), (signal, longer, points) => {
      const durationMs = timeToFailMs(signal) + longer * PERIOD_MS;
      const metric = metricOf(signal, durationMs);
      const { phase, endedMs } = assess(metric, (atMs) => answer(lastPoints(points, signal, atMs)));

      const asked = Array.from({ length: durationMs / PERIOD_MS - 1 }, (_, i) => reading(lastPoints(points, signal, (i + 2) * PERIOD_MS), signal));
      const first = asked.find((one) => one !== 'pass');
      const expected = first === undefined ? 'Successful' : first === 'fail' || signal.noData === 'fail' ? 'Failed' : 'Inconclusive';
      expect(phase).toBe(expected);
      expect(endedMs).toBe(first === undefined ? durationMs : (asked.indexOf(first) + 2) * PERIOD_MS);
    }));
  });

  test('is long enough for a version that is bad from its first request on, in the shortest step that is let through', () => {
    fc.assert(fc.property(signals, (signal) => {
      const metric = metricOf(signal, timeToFailMs(signal));
      const bad = Array<Point>(20).fill('over');
      expect(assess(metric, (atMs) => answer(lastPoints(bad, signal, atMs))).phase).toBe('Failed');
    }));
  });

  test('asks for no verdict before all data points that count the requests are there, where it takes a number of them', () => {
    const signal = Signal.errorRatio({ atMost: 0.01, datapointsToFail: 2, datapointsObserved: 5, minimumRequests: 100 })._spec();
    expect(metricOf(signal, 10 * PERIOD_MS)).toMatchObject({ initialDelay: '6m', interval: '1m', count: 5 });
    expect(timeToFailMs(signal)).toBe(6 * PERIOD_MS);
  });

  test('a Prometheus that does not answer holds as no data does, and fails once nothing is known any more where the signal says so', () => {
    const silent = () => new Error('connection refused');
    const hold = Signal.custom({ metric: 'depth', atMost: 5 })._spec();
    expect(assess(metricOf(hold, 10 * PERIOD_MS), silent).endedMs).toBeGreaterThanOrEqual(24 * 60 * PERIOD_MS);
    const fail = Signal.custom({ metric: 'depth', atMost: 5, noData: NoData.FAIL })._spec();
    const { phase, endedMs } = assess(metricOf(fail, 10 * PERIOD_MS), silent);
    expect(phase).toBe('Error');
    expect(endedMs).toBe(2 * PERIOD_MS + observedMs(fail));
    // it comes back in time
    const back = assess(metricOf(fail, 10 * PERIOD_MS), (atMs) => (atMs < 4 * PERIOD_MS ? silent() : [0]));
    expect(back.phase).toBe('Successful');
  });
});

describeWithPromtool('the query of an analysis, in Prometheus', () => {
  test('gives how many of the observed data points are over the bound, and nothing where none is known', () => {
    // each sample is one data point; what is missing is marked as gone, as it is when a pod is
    const value = { over: '9', within: '1', missing: 'stale' };
    const samples = fc.sample(fc.tuple(signals, fc.array(point, { minLength: 9, maxLength: 9 })), { numRuns: 40, seed: 7 });
    testRules([], ...samples.map(([signal, points]) => ({
      interval: '1m',
      input_series: [{ series: 'depth{namespace="shop",pod="web-abc12-x1k4p"}', values: points.map((one) => value[one]).join(' ') }],
      promql_expr_test: [3, 5, 8].map((minute) => ({
        // samples lie on the minute, and the controller asks at some time after it
        expr: pointQuery(signal),
        eval_time: `${minute}m30s`,
        exp_samples: answer(points.slice(0, minute + 1).slice(-signal.datapointsObserved)).map((count) => ({ labels: '{}', value: count })),
      })),
    })));
  });
});

/** The value itself instead of what it was within a period, so that a sample is a data point. */
function pointQuery(signal: SignalSpec): string {
  const query = metricOf(signal, 20 * PERIOD_MS).provider.prometheus.query.replaceAll('{{args.hash}}', 'abc12');
  const replaced = query.replace(/avg_over_time\(\((max\(depth\{.*?"\}\))\)\[59s:30s\]\)/, '$1');
  expect(replaced).not.toBe(query);
  return replaced;
}
