import type { RequestSignalOptions } from 'spillway';
import { Duration, k8s, NoData, RollbackTrigger, Signal, TrafficShift } from 'spillway';
import { firingQuery, recordingGroups } from '../../../src/k8s/prometheus/recorded-signals';
import { describeWithPromtool, testRules } from '../support/promtool';
import { beta, object, shop } from '../support/shop';

const REQUESTS = 'http_server_request_duration_seconds_count';
const series = (labels: string, values: string, pod = 'web-abc12-x1k4p') => ({ series: `${REQUESTS}{namespace="shop",pod="${pod}",${labels}}`, values });
const recorded = '{service="shop",environment="beta",workload="web",signal="error-ratio"}';

/** The rules of a signal, in the environment and workload of which all tests here are. */
function groupsOf(signal: Signal, prometheus = k8s.Prometheus.at('http://p')) {
  type Group = { name: string; interval: string; rules: { record?: string; expr: string }[] };
  return recordingGroups([signal._spec()], { service: 'shop', environment: 'beta' }, { workload: 'web', namespace: 'shop', prometheus }) as unknown as Group[];
}

describe('the rules of a signal', () => {
  test('are a group of their own, evaluated once a data point', () => {
    expect(groupsOf(Signal.errorRatio({ atMost: 0.05, period: Duration.minutes(5) }))).toMatchObject([{ name: 'shop.beta.web.error-ratio', interval: '5m' }]);
  });

  test('count how often it was looked at only where no data fires', () => {
    const recordedBy = (noData: NoData) => groupsOf(Signal.errorRatio({ atMost: 0.05, noData }))[0].rules.flatMap(({ record }) => record ?? []);
    expect(recordedBy(NoData.HOLD)).toEqual(['spillway_signal_failing', 'spillway_signal_firing']);
    expect(recordedBy(NoData.FAIL)).toEqual(['spillway_signal_failing', 'spillway_signal_looked', 'spillway_signal_firing']);
  });

  test('look back as far as the observed data points reach, and of evidence, which adds them up itself, at the last one', () => {
    const window = (signal: Signal) => /sum_over_time\(spillway_signal_failing\{[^}]*\}\[(\w+)\]\)/.exec(groupsOf(signal)[0].rules[1].expr)![1];
    expect(window(Signal.errorRatio({ atMost: 0.05, datapointsToFail: 2, datapointsObserved: 4 }))).toBe('3m30s');
    expect(window(Signal.sequential({ baseline: 0.001, detect: 0.006 }))).toBe('30s');
    expect(window(Signal.errorRatio({ atMost: 0.05, datapointsToFail: 1, period: Duration.seconds(1) }))).toBe('1s');
  });
});

describeWithPromtool('recorded signals, in Prometheus', () => {
  /** What a signal has been recorded as after some minutes; empty where nothing is known. */
  function after(minutes: number, input: object[], expected: [string, number][], options: RequestSignalOptions = {}): void {
    const { app } = shop({ pipeline: { rollbackOn: [RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.05, ...options }))] } });
    testRules(object(app, 'beta', 'PrometheusRule', 'web').spec.groups, {
      interval: '30s',
      input_series: input,
      promql_expr_test: [{
        expr: '{__name__=~"spillway_signal_(failing|firing)"}',
        eval_time: `${minutes}m`,
        exp_samples: expected.map(([name, value]) => ({ labels: `${name}${recorded}`, value })),
      }],
    });
  }

  test('one in ten requests that fails, three minutes long, fires', () => {
    const bad = [series('http_response_status_code="200"', '0+90x20'), series('http_response_status_code="500"', '0+10x20')];
    after(5, bad, [['spillway_signal_failing', 1], ['spillway_signal_firing', 1]]);
    after(2, bad, [['spillway_signal_failing', 1], ['spillway_signal_firing', 0]]);
  });

  test.each(['web-api-0', 'web-api-10', 'web-api-abc12-x1k4p', 'webs-abc12-x1k4p'])('what fails in %s is none of its requests', (pod) => {
    const good = series('http_response_status_code="200"', '0+90x20');
    after(5, [good, series('http_response_status_code="500"', '0+90x20', pod)], [['spillway_signal_failing', 0], ['spillway_signal_firing', 0]]);
  });

  test('one bad data point fires for one period where one is enough, and no longer', () => {
    const burst = [series('http_response_status_code="200"', '0+90x20'), series('http_response_status_code="500"', '0 0 0 0 0 20 40 40 40 40 40 40')];
    after(3, burst, [['spillway_signal_failing', 1], ['spillway_signal_firing', 1]], { datapointsToFail: 1 });
    after(4, burst, [['spillway_signal_failing', 0], ['spillway_signal_firing', 0]], { datapointsToFail: 1 });
  });

  test('one in a hundred does not', () => {
    after(5, [series('http_response_status_code="200"', '0+99x20'), series('http_response_status_code="500"', '0+1x20')], [['spillway_signal_failing', 0], ['spillway_signal_firing', 0]]);
  });

  test('no failed request at all is a ratio of zero', () => {
    after(5, [series('http_response_status_code="200"', '0+99x20')], [['spillway_signal_failing', 0], ['spillway_signal_firing', 0]]);
  });

  test('no requests are no data, which is neither quiet nor firing', () => {
    after(5, [series('http_response_status_code="200"', '7+0x20')], []);
    after(5, [], []);
  });

  test('no data fires when the signal says so', () => {
    after(5, [], [['spillway_signal_firing', 1]], { noData: NoData.FAIL });
  });

  test('no data does not fire before it was looked for as long as the signal looks back', () => {
    after(1, [], [], { noData: NoData.FAIL });
    after(2, [], [['spillway_signal_firing', 1]], { noData: NoData.FAIL });
    after(3, [], [], { noData: NoData.FAIL, datapointsToFail: 1, datapointsObserved: 5 });
    after(4, [], [['spillway_signal_firing', 1]], { noData: NoData.FAIL, datapointsToFail: 1, datapointsObserved: 5 });
  });

  test('an alert tells what fires, to those who hear alerts of the namespace', () => {
    const alerts = (input: object[], expected: string[]) => testRules(groupsOf(Signal.errorRatio({ atMost: 0.05 })), {
      interval: '30s',
      input_series: input,
      promql_expr_test: [{ expr: 'ALERTS', eval_time: '5m', exp_samples: expected.map((labels) => ({ labels, value: 1 })) }],
    });
    const labels = 'alertname="SpillwaySignalFiring",alertstate="firing",service="shop",environment="beta",namespace="shop",workload="web",signal="error-ratio",severity="critical"';
    alerts([series('http_response_status_code="500"', '0+10x20')], [`ALERTS{${labels}}`]);
    alerts([series('http_response_status_code="200"', '0+10x20')], []);
    alerts([], []);
  });

  test('a query of the user\'s own is compared as a whole', () => {
    const groups = groupsOf(Signal.saturation({ resource: 'fill', atMostPercent: 80, datapointsToFail: 1 }), k8s.Prometheus.at('http://p', { queries: { fill: 'sum(used{$pods}) or vector(90)' } }));
    const full = { series: 'used{namespace="shop",pod="web-abc12-x1k4p"}', values: '95+0x10' };
    testRules(groups, { interval: '30s', input_series: [full], promql_expr_test: [{ expr: 'sum(spillway_signal_failing)', eval_time: '1m', exp_samples: [{ labels: '{}', value: 1 }] }] });
  });

  test('are asked by name, of one service and environment', () => {
    const firing = (service: string, environment: string, signal: string) => `spillway_signal_firing{service="${service}",environment="${environment}",workload="web",signal="${signal}"}`;
    const mine = [firing('shop', 'beta', 'errors'), firing('shop', 'beta', 'slow')];
    const others = [firing('shop', 'prod', 'errors'), firing('pay', 'beta', 'errors'), firing('shop', 'beta', 'errors-2'), firing('shop', 'beta', 'strict')];
    testRules([], {
      interval: '1m',
      input_series: [...mine, ...others].map((one) => ({ series: one, values: '0' })),
      promql_expr_test: [{
        expr: firingQuery({ service: 'shop', environment: 'beta' }, [Signal.errorRatio({ name: 'errors', atMost: 0.05 })._spec(), Signal.errorRatio({ name: 'slow', atMost: 0.05 })._spec()]),
        eval_time: '0m',
        exp_samples: mine.map((labels) => ({ labels, value: 0 })),
      }],
    });
  });

  test('a missing data point among known ones is not a failing one', () => {
    // the first minutes fail; then nothing is counted any more
    const vanished = [series('http_response_status_code="200"', '0+90x3 _x20'), series('http_response_status_code="500"', '0+10x3 _x20')];
    for (const noData of [NoData.HOLD, NoData.FAIL]) {
      after(4, vanished, [['spillway_signal_firing', 0]], { noData, datapointsToFail: 3, datapointsObserved: 4 });
    }
  });

  test('too few requests in the observed time are no data, which counts as the signal says', () => {
    const bad = [series('http_response_status_code="200"', '0+90x20'), series('http_response_status_code="500"', '0+10x20')];
    after(5, bad, [['spillway_signal_failing', 1], ['spillway_signal_firing', 1]], { minimumRequests: 600 });
    after(5, bad, [['spillway_signal_failing', 1]], { minimumRequests: 601 });
    after(5, bad, [['spillway_signal_failing', 1], ['spillway_signal_firing', 1]], { minimumRequests: 601, noData: NoData.FAIL });
    const good = [series('http_response_status_code="200"', '0+100x20')];
    after(5, good, [['spillway_signal_failing', 0], ['spillway_signal_firing', 0]], { minimumRequests: 600 });
    after(5, good, [['spillway_signal_failing', 0]], { minimumRequests: 601 });
    after(5, good, [['spillway_signal_failing', 0], ['spillway_signal_firing', 1]], { minimumRequests: 601, noData: NoData.FAIL });
  });

  test('the requests of another workload with a longer name are not counted', () => {
    after(5, [{ series: `${REQUESTS}{namespace="shop",pod="web-api-abc12-x1k4p",http_response_status_code="500"}`, values: '0+10x20' }], []);
  });

  test('Prometheus reads every query that an analysis asks', () => {
    const rollbackOn = [
      Signal.errorRatio({ atMost: 0.05, minimumRequests: 50 }), Signal.latency({ percentile: 99.9, atMost: Duration.millis(300) }), Signal.saturation({ resource: 'cpu', atMostPercent: 80 }),
      Signal.saturation({ resource: 'memory', atMostPercent: 80 }), Signal.custom({ metric: 'depth', atLeast: 3 }),
    ].map((signal) => RollbackTrigger.signal(signal));
    const { app } = shop({
      pipeline: { rollbackOn },
      waves: [['beta', { environments: [beta], trafficShift: TrafficShift.canary({ percent: 20, hold: Duration.minutes(10) }) }]],
      workload: { prometheus: k8s.Prometheus.at('http://p', { queries: { depth: 'avg(depth{$pods})' } }) },
    });
    const metrics = object(app, 'beta', 'AnalysisTemplate', 'web-watch-10m').spec.metrics as { name: string; provider: { prometheus: { query: string } } }[];
    const rules = metrics.map(({ name, provider }) => ({ record: name.replace(/\W/g, '_'), expr: provider.prometheus.query.replaceAll('{{args.hash}}', 'abc12') }));
    testRules([{ name: 'queries', rules }]);
  });
});
