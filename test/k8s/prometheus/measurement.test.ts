import type { CustomSignalOptions } from 'spillway';
import { Duration, k8s, Signal } from 'spillway';
import { failingComparison } from '../../../src/k8s/prometheus/measurement';
import { whole } from '../../../src/k8s/prometheus/target';
import { describeWithPromtool, testRules } from '../support/promtool';

const prometheus = k8s.Prometheus.at('http://p', {
  queries: { depth: 'max(depth{$pods})', fill: 'sum(used{$pods}) / sum(size{$pods})' }, probes: { front: { target: '/' } }, prober: 'blackbox:9115',
});
const target = whole({ workload: 'web', namespace: 'shop', prometheus });
const REQUESTS = 'http_server_request_duration_seconds_count';

const series = (name: string, values: string, labels = '', pod = 'web-abc12-x1k4p') => ({ series: `${name}{namespace="shop",pod="${pod}"${labels}}`, values });
const query = (signal: Signal) => prometheus._measurement(signal._spec(), target)!;
const custom = (options: Partial<CustomSignalOptions>) => Signal.custom({ metric: 'depth', ...options });

/** What is asked five minutes after the first sample. */
function asked(expr: string, input: object[], values: number[]): void {
  testRules([], { interval: '30s', input_series: input, promql_expr_test: [{ expr, eval_time: '5m', exp_samples: values.map((value) => ({ labels: '{}', value })) }] });
}

const measures = (signal: Signal, input: object[], values: number[]) => asked(query(signal), input, values);

function fails(signal: Signal, input: object[], failing: boolean): void {
  asked(`(${query(signal)}) ${failingComparison(signal._spec().measure, prometheus._source)}`, input, [Number(failing)]);
}

describe('the values of a period', () => {
  test.each([[1, '[1s:1s]'], [3, '[2s:1s]'], [45, '[44s:22s]'], [60, '[59s:30s]']])('of %d seconds are looked at twice, where there is time for it', (seconds, range) => {
    expect(query(custom({ atMost: 3, period: Duration.seconds(seconds) }))).toBe(`avg_over_time((max(depth{namespace="shop",pod=~"web-[0-9a-z]+-[0-9a-z]{5}"}))${range})`);
  });
});

test('what nobody gave a query, a probe or a meaning is not measured', () => {
  const unknown = [
    custom({ metric: 'width', atMost: 3 }), custom({ statistic: 'mode', atMost: 3 }), Signal.saturation({ resource: 'width', atMostPercent: 80 }), Signal.synthetic({ probe: 'back' }),
  ];
  expect(unknown.map(query)).toEqual([undefined, undefined, undefined, undefined]);
});

test('any number of requests will do where none is said', () => {
  const enough = (options: { minimumRequests?: number }) => prometheus._enoughRequests(Signal.errorRatio({ atMost: 0.05, ...options })._spec(), target);
  expect(enough({})).toBeUndefined();
  expect(enough({ minimumRequests: 1 })).toBeUndefined();
  expect(enough({ minimumRequests: 2 })).toMatch(/ >= 2$/);
});

describeWithPromtool('saturation, in Prometheus', () => {
  const cpu = (atMostPercent: number) => Signal.saturation({ resource: 'cpu', atMostPercent });
  const memory = (atMostPercent: number) => Signal.saturation({ resource: 'memory', atMostPercent });
  const limit = (resource: string, value: number, pod?: string) => series('kube_pod_container_resource_limits', `${value}+0x20`, `,resource="${resource}",container="main"`, pod);
  const used = (name: string, values: string, pod?: string) => series(name, values, ',container="main"', pod);
  const limits = [limit('cpu', 1), limit('memory', 200), limit('cpu', 1, 'web-abc12-x2k4p'), limit('memory', 200, 'web-abc12-x2k4p')];
  // what a cgroup sums up over its containers would count twice
  const group = (name: string) => series(name, '0+1000x20', ',container=""');
  const cpuUsed = [used('container_cpu_usage_seconds_total', '0+15x20'), used('container_cpu_usage_seconds_total', '0+0x20', 'web-abc12-x2k4p'), group('container_cpu_usage_seconds_total')];
  const memoryUsed = [used('container_memory_working_set_bytes', '150+0x20'), used('container_memory_working_set_bytes', '50+0x20', 'web-abc12-x2k4p'), group('container_memory_working_set_bytes')];

  test('is what the containers of all pods use of their limits, in percent', () => {
    measures(cpu(80), [...limits, ...cpuUsed], [25]);
    measures(memory(80), [...limits, ...memoryUsed], [50]);
  });

  test('goes on where a container starts anew', () => {
    measures(cpu(80), [limit('cpu', 1), used('container_cpu_usage_seconds_total', '900 915 930 945 960 975 990 1005 1020 15 30')], [50]);
  });

  test('is not known without a limit, nor without what is used', () => {
    measures(cpu(80), cpuUsed, []);
    measures(memory(80), limits, []);
  });

  test('may be as large as the bound', () => {
    fails(cpu(25), [...limits, ...cpuUsed], false);
    fails(cpu(24), [...limits, ...cpuUsed], true);
    fails(memory(50), [...limits, ...memoryUsed], false);
    fails(memory(49), [...limits, ...memoryUsed], true);
  });

  test('of something else is what the query says, of the measured pods wherever it names them', () => {
    const input = [series('used', '30+0x20'), series('size', '60+0x20'), series('used', '9+0x20', '', 'web-api-abc12-x1k4p'), series('size', '9+0x20', '', 'web-api-abc12-x1k4p')];
    measures(Signal.saturation({ resource: 'fill', atMostPercent: 80 }), input, [0.5]);
  });
});

describeWithPromtool('a metric of the user\'s own, in Prometheus', () => {
  // the value at the beginning of the period belongs to the one before
  const input = [series('depth', '900 900 900 900 900 900 900 900 900 2 6')];

  test('is what the statistic makes of the values of a period', () => {
    measures(custom({ atMost: 3 }), input, [4]);
    measures(custom({ atMost: 3, statistic: 'maximum' }), input, [6]);
    measures(custom({ atMost: 3, statistic: 'minimum' }), input, [2]);
    measures(custom({ atMost: 3 }), [], []);
  });

  test('may be as large, or as small, as the bound', () => {
    fails(custom({ atMost: 4 }), input, false);
    fails(custom({ atMost: 3.9 }), input, true);
    fails(custom({ atLeast: 4 }), input, false);
    fails(custom({ atLeast: 4.1 }), input, true);
  });
});

describeWithPromtool('requests, in Prometheus', () => {
  const counted = (code: number, values: string, pod?: string) => series(REQUESTS, values, `,http_response_status_code="${code}"`, pod);
  const buckets = (fast: number, all: number, pod?: string) => ['0.2', '0.4', '+Inf'].map((le, i) => (
    series('http_server_request_duration_seconds_bucket', `0+${i === 0 ? fast : all}x20`, `,le="${le}"`, pod)));
  const latency = (percentile: number, ms: number) => Signal.latency({ percentile, atMost: Duration.millis(ms) });

  test('may fail as often as the bound says, in all pods together, also where a counter starts anew', () => {
    const input = [counted(200, '0+10x20'), counted(200, '500 520 540 560 580 600 620 640 660 20 40', 'web-abc12-x2k4p'), counted(503, '0+10x20', 'web-abc12-x2k4p')];
    measures(Signal.errorRatio({ atMost: 0.25 }), input, [0.25]);
    fails(Signal.errorRatio({ atMost: 0.25 }), input, false);
    fails(Signal.errorRatio({ atMost: 0.24 }), input, true);
  });

  test('are as slow as the percentile of all pods together', () => {
    // thirty of forty are fast
    const input = [...buckets(20, 20), ...buckets(10, 20, 'web-abc12-x2k4p')];
    measures(latency(75, 200), input, [0.2]);
    fails(latency(75, 200), input, false);
    fails(latency(75, 199), input, true);
  });

  test('take no time that is known where there are none', () => {
    measures(latency(75, 200), buckets(0, 0), []);
    measures(latency(75, 200), [], []);
  });
});

describeWithPromtool('a probe, in Prometheus', () => {
  const signal = (atLeastSuccessPercent: number) => Signal.synthetic({ probe: 'front', atLeastSuccessPercent });
  const runs = (values: string) => [{ series: 'probe_success{job="shop/web-synthetic-front",instance="http://web.shop.svc:80/"}', values }];

  test('succeeds as often as its runs of a period do, and is not known without any', () => {
    measures(signal(100), runs('0 0 0 0 0 0 0 0 _ 1 0'), [50]);
    measures(signal(100), [], []);
    measures(signal(100), [{ series: 'probe_success{job="pay/web-synthetic-front"}', values: '0+0x20' }], []);
  });

  test('is as good as all that ask it say together', () => {
    const asks = (instance: string, value: number) => ({ series: `probe_success{job="shop/web-synthetic-front",instance="${instance}"}`, values: `${value}+0x20` });
    measures(signal(100), [asks('a', 1), asks('b', 0)], [50]);
  });

  test('may succeed as seldom as the bound says', () => {
    const half = runs('1 1 1 1 1 1 1 1 _ 0 1');
    fails(signal(50), half, false);
    fails(signal(51), half, true);
    fails(signal(100), runs('1+0x20'), false);
  });
});
