import type { RequestSignalOptions } from 'spillway';
import { Duration, k8s, NoData, RollbackTrigger, Signal, TrafficShift } from 'spillway';
import { describeWithPromtool, testRules } from '../support/promtool';
import { beta, object, shop } from '../support/shop';

const REQUESTS = 'http_server_request_duration_seconds_count';
const series = (labels: string, values: string) => ({ series: `${REQUESTS}{namespace="shop",pod="web-abc12-x1",${labels}}`, values });
const recorded = '{service="shop",environment="beta",workload="web",signal="error-ratio"}';

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
    after(5, [{ series: `${REQUESTS}{namespace="shop",pod="web-api-abc12-x1",http_response_status_code="500"}`, values: '0+10x20' }], []);
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
