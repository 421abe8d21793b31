import { Duration, k8s, Signal } from 'spillway';
import { failingComparison } from '../../../src/k8s/prometheus/measurement';
import type { Target } from '../../../src/k8s/prometheus/target';
import { judged, whole } from '../../../src/k8s/prometheus/target';
import { describeWithPromtool, testRules } from '../support/promtool';

const ERRORS = Signal.errorRatio({ atMost: 0.05 })._spec();
const SLOW = Signal.latency({ percentile: 50, atMost: Duration.millis(200) })._spec();

interface Case {
  readonly metrics: k8s.RequestMetrics;
  /** Series of a request counter, of the new version, the old one, and somebody else. */
  readonly counter: string;
  readonly buckets: string;
  readonly isNew: string;
  readonly isOld: string;
  readonly isForeign: string;
  readonly ok: string;
  readonly failed: string;
  /** The bound of the histogram, in its own unit. */
  readonly bounds: [fast: string, slow: string];
}

const pod = (name: string) => `namespace="shop",pod="${name}"`;
const byPod = { isNew: pod('web-new12-x1k4p'), isOld: pod('web-old12-x1k4p'), isForeign: pod('web-api-new12-x1k4p') };

/** Label names and values as the projects document them. */
const CASES: Record<string, Case> = {
  'application': {
    metrics: k8s.RequestMetrics.application(),
    counter: 'http_server_request_duration_seconds_count',
    buckets: 'http_server_request_duration_seconds_bucket',
    ...byPod,
    ok: 'http_response_status_code="200"',
    failed: 'http_response_status_code="503"',
    bounds: ['0.1', '0.4'],
  },
  'istio': {
    metrics: k8s.RequestMetrics.istio(),
    counter: 'istio_requests_total',
    buckets: 'istio_request_duration_milliseconds_bucket',
    isNew: `reporter="destination",${byPod.isNew}`,
    isOld: `reporter="destination",${byPod.isOld}`,
    // what a client's sidecar says of the same requests would count them twice
    isForeign: `reporter="source",${byPod.isNew}`,
    ok: 'response_code="200"',
    failed: 'response_code="503"',
    bounds: ['100', '400'],
  },
  'linkerd': {
    metrics: k8s.RequestMetrics.linkerd(),
    counter: 'response_total',
    buckets: 'response_latency_ms_bucket',
    isNew: `direction="inbound",${byPod.isNew}`,
    isOld: `direction="inbound",${byPod.isOld}`,
    isForeign: `direction="outbound",${byPod.isNew}`,
    ok: 'classification="success"',
    failed: 'classification="failure"',
    bounds: ['100', '400'],
  },
  'contour': {
    metrics: k8s.RequestMetrics.contour(),
    counter: 'envoy_cluster_upstream_rq',
    buckets: 'envoy_cluster_upstream_rq_time_bucket',
    isNew: 'envoy_cluster_name="shop_web-canary_80"',
    isOld: 'envoy_cluster_name="shop_web_80"',
    isForeign: 'envoy_cluster_name="shop_web-api_80"',
    ok: 'envoy_response_code="200"',
    failed: 'envoy_response_code="503"',
    bounds: ['100', '400'],
  },
  'ingress-nginx': {
    metrics: k8s.RequestMetrics.ingressNginx(),
    counter: 'nginx_ingress_controller_requests',
    buckets: 'nginx_ingress_controller_request_duration_seconds_bucket',
    isNew: 'exported_namespace="shop",ingress="web",canary="shop-web-canary-80"',
    isOld: 'exported_namespace="shop",ingress="web",canary=""',
    isForeign: 'exported_namespace="shop",ingress="web-api",canary=""',
    ok: 'status="200"',
    failed: 'status="503"',
    bounds: ['0.1', '0.4'],
  },
};

describeWithPromtool('requests that something else than the application counts', () => {
  test.each(Object.entries(CASES))('%s: the new version is judged by its own, the whole by all, and nobody else is heard', (_name, one) => {
    const prometheus = k8s.Prometheus.at('http://p', { metrics: one.metrics });
    const watched = { workload: 'web', namespace: 'shop', prometheus };
    const version = judged(ERRORS, watched, { hash: 'new12', service: 'web-canary' });
    const asks = (signal: typeof ERRORS, value: number[], target = version) => ({
      expr: prometheus._measurement(signal, target), eval_time: '5m', exp_samples: value.map((one1) => ({ labels: '{}', value: one1 })),
    });
    const count = (who: string, result: string, each: number) => ({ series: `${one.counter}{${who},${result}}`, values: `0+${each}x20` });
    const took = (who: string, bound: string, each: number) => ({ series: `${one.buckets}{${who},le="${bound}"}`, values: `0+${each}x20` });
    const [fast, slow] = one.bounds;
    testRules([], {
      interval: '30s',
      input_series: [
        // a quarter of the new version's requests fails, none of four times as many of the old one's
        count(one.isNew, one.ok, 30), count(one.isNew, one.failed, 10), count(one.isOld, one.ok, 120), count(one.isForeign, one.failed, 1000),
        took(one.isNew, fast, 0), took(one.isNew, slow, 40), took(one.isNew, '+Inf', 40), took(one.isOld, fast, 120), took(one.isOld, slow, 120), took(one.isOld, '+Inf', 120),
      ],
      promql_expr_test: [
        asks(ERRORS, [0.25]),
        asks(ERRORS, [0.0625], whole(watched)),
        { ...asks(SLOW, [1]), expr: `(${prometheus._measurement(SLOW, version)}) ${failingComparison(SLOW.measure, prometheus._source)}` },
        { ...asks(SLOW, [0]), expr: `(${prometheus._measurement(SLOW, whole(watched))}) ${failingComparison(SLOW.measure, prometheus._source)}` },
      ],
    });
  });

  test('a version whose hash nobody knows is not taken for another one, whose name is longer', () => {
    const prometheus = k8s.Prometheus.at('http://p');
    const watched = { workload: 'web', namespace: 'shop', prometheus, versions: ['web', 'web-primary'] };
    const series = (name: string, code: number, each: number) => ({
      series: `http_server_request_duration_seconds_count{${pod(name)},http_response_status_code="${code}"}`, values: `0+${each}x20`,
    });
    const ratio = (target: Target, value: number) => ({ expr: prometheus._measurement(ERRORS, target), eval_time: '5m', exp_samples: [{ labels: '{}', value }] });
    testRules([], {
      interval: '30s',
      input_series: [series('web-new12-x1k4p', 500, 10), series('web-new12-x1k4p', 200, 10), series('web-primary-old12-x1k4p', 200, 20), series('web-api-new12-x1k4p', 500, 90)],
      promql_expr_test: [ratio(judged(ERRORS, watched, { hash: '[0-9a-z]+', service: 'web-canary' }), 0.5), ratio(whole(watched), 0.25)],
    });
  });

  test('envoy-gateway: the requests of a route are counted together, whichever Service they go to', () => {
    const prometheus = k8s.Prometheus.at('http://p', { metrics: k8s.RequestMetrics.envoyGateway() });
    const series = (route: string, code: number, each: number) => ({
      series: `envoy_cluster_upstream_rq{envoy_cluster_name="httproute/shop/${route}/rule/0",envoy_response_code="${code}"}`, values: `0+${each}x20`,
    });
    testRules([], {
      interval: '30s',
      input_series: [series('web', 200, 30), series('web', 500, 10), series('web-api', 500, 90)],
      promql_expr_test: [{ expr: prometheus._measurement(ERRORS, whole({ workload: 'web', namespace: 'shop', prometheus })), eval_time: '5m', exp_samples: [{ labels: '{}', value: 0.25 }] }],
    });
  });
});
