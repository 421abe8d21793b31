import type { Chart } from 'cdk8s';
import type { SignalOptions, WaveOptions } from 'spillway';
import { Duration, Gate, k8s, RollbackTrigger, Signal, SignalScope, TrafficShift, Verification } from 'spillway';
import { releaseProblems } from '../../../src/k8s/release-problems';
import { shopOn } from '../support/engines';
import { beta, manifests, object, PODS, shop } from '../support/shop';

const CANARY = TrafficShift.canary({ percent: 20, hold: Duration.minutes(10) });
const ROUTER = k8s.TrafficRouter.gatewayApi({ gateway: 'public' });

function synthesizing(signal: Signal, options: k8s.PrometheusOptions = {}, workload: Partial<k8s.WorkloadProps> = {}, wave: Partial<WaveOptions> = {}) {
  return () => manifests(shop({
    pipeline: { rollbackOn: [RollbackTrigger.signal(signal)] },
    waves: [['beta', { environments: [beta], trafficShift: CANARY, ...wave }]],
    workload: { prometheus: k8s.Prometheus.at('http://p', options), ...workload },
  }).app);
}

/** The codes of what is wrong. */
function codes(run: () => unknown): string[] {
  try {
    run();
    return [];
  } catch (caught) {
    return [...String(caught).matchAll(/SP\d{4}/g)].map(([code]) => code);
  }
}

const errors = (options: SignalOptions = {}) => Signal.errorRatio({ atMost: 0.05, ...options });

describe('versions are told apart', () => {
  test('fails when the requests of both are counted together', () => {
    const metrics = k8s.RequestMetrics.envoyGateway();
    expect(synthesizing(errors(), { metrics }, { router: ROUTER })).toThrow(/SP5303 .*got "what Envoy Gateway counts".*let the application count, or give the signal the scope SignalScope.SERVICE/);
    expect(synthesizing(errors({ scope: SignalScope.SERVICE }), { metrics }, { router: ROUTER })).not.toThrow();
    const slow = Signal.latency({ percentile: 99, atMost: Duration.millis(300) });
    expect(synthesizing(slow, { metrics }, { router: ROUTER })).toThrow(/SP5303 .*got "what Envoy Gateway counts"/);
    const trafficShift = TrafficShift.blueGreen({ preview: Duration.minutes(10), keepOld: Duration.minutes(30) });
    expect(synthesizing(errors(), { metrics }, {}, { trafficShift })).toThrow(/SP5303/);
    // nobody judges a version where all traffic moves at once
    expect(synthesizing(errors(), { metrics }, { router: ROUTER }, { trafficShift: TrafficShift.allAtOnce() })).not.toThrow();
  });

  test.each([['contour', k8s.RequestMetrics.contour()], ['ingressNginx', k8s.RequestMetrics.ingressNginx()]])('fails when %s counts by Service, and both versions have one', (_name, metrics) => {
    expect(synthesizing(errors(), { metrics })).toThrow(/SP5303 .*got "one Service for both versions".*pass a `router`/);
    expect(synthesizing(errors(), { metrics }, { router: ROUTER })).not.toThrow();
    const trafficShift = TrafficShift.blueGreen({ preview: Duration.minutes(5), keepOld: Duration.minutes(30) });
    expect(synthesizing(errors(), { metrics }, {}, { trafficShift })).not.toThrow();
  });

  test('a canary is measured by its Service, and a switched version by the one of the clients', () => {
    const query = (trafficShift: TrafficShift, template: string) => {
      const { app } = shop({
        pipeline: { rollbackOn: [RollbackTrigger.signal(errors())] },
        waves: [['beta', { environments: [beta], trafficShift, verifications: [Verification.measurement({ name: 'steady', signal: errors(), duration: Duration.minutes(5) })] }]],
        workload: { router: ROUTER, prometheus: k8s.Prometheus.at('http://p', { metrics: k8s.RequestMetrics.contour() }) },
      });
      return JSON.stringify(object(app, 'beta', 'AnalysisTemplate', template).spec);
    };
    expect(query(CANARY, 'web-verify-steady')).toContain('shop_web-canary_[0-9a-z-]+');
    expect(query(TrafficShift.blueGreen({ keepOld: Duration.minutes(30) }), 'web-verify-steady')).toContain('shop_web_[0-9a-z-]+');
  });
});

describe('queries of custom metrics and resources', () => {
  const depth = (options: SignalOptions = {}) => Signal.custom({ metric: 'depth', statistic: 'maximum', atMost: 1000, ...options });
  const fill = Signal.saturation({ resource: 'fill', atMostPercent: 80 });
  const both = { queries: { depth: 'max(depth{app="shop"})', fill: 'max(fill{app="shop"})' } };
  const own = { queries: { depth: 'max(depth{$pods})', fill: 'max(fill{$pods})' } };

  test('fails when a signal of the new version would be measured of all of them', () => {
    for (const signal of [depth(), fill]) {
      expect(synthesizing(signal, both)).toThrow(/SP5303 .*got "a query without \$pods".*put `\$pods` into the query.*SignalScope.SERVICE/);
      expect(synthesizing(signal, own)).not.toThrow();
    }
    const verifications = [Verification.measurement({ name: 'steady', signal: depth(), duration: Duration.minutes(5) })];
    expect(synthesizing(errors(), both, {}, { verifications })).toThrow(/SP5303/);
  });

  test('may leave the pods out where no version is judged alone', () => {
    expect(synthesizing(depth({ scope: SignalScope.SERVICE }), both)).not.toThrow();
    for (const trafficShift of [TrafficShift.allAtOnce(), TrafficShift.rolling()]) {
      expect(synthesizing(depth(), both, {}, { trafficShift, bakeTime: Duration.minutes(10), gates: [Gate.quiet(depth())] })).not.toThrow();
    }
    // what is asked of these is no matter of queries
    expect(synthesizing(Signal.saturation({ resource: 'cpu', atMostPercent: 80 }), { queries: { cpu: 'max(cpu)' } })).not.toThrow();
  });

  test('that nobody wrote are not said to leave them out as well', () => {
    expect(codes(synthesizing(depth()))).toEqual(['SP5107']);
  });
});

describe('synthetic signals', () => {
  const front = (options: SignalOptions = {}) => Signal.synthetic({ probe: 'front', ...options });
  const probes = { front: { target: '/healthz' } };
  const prober = 'blackbox-exporter.monitoring:9115';

  test('are probed at the workload for the whole of it, and at the Service of the new version for that', () => {
    const { app } = shop({
      pipeline: { rollbackOn: [RollbackTrigger.signal(front())] },
      waves: [['beta', { environments: [beta], trafficShift: CANARY }]],
      workload: { router: ROUTER, prometheus: k8s.Prometheus.at('http://p', { probes, prober, ruleLabels: { release: 'prometheus' } }) },
    });
    const whole = object(app, 'beta', 'Probe', 'web-synthetic-front');
    expect(whole.metadata.labels).toMatchObject({ release: 'prometheus' });
    expect(whole.spec).toEqual({
      jobName: 'shop/web-synthetic-front',
      interval: '30s',
      module: 'http_2xx',
      prober: { url: prober },
      targets: { staticConfig: { static: ['http://web.shop.svc:80/healthz'] } },
    });
    expect(object(app, 'beta', 'Probe', 'web-synthetic-front-new').spec).toMatchObject({
      jobName: 'shop/web-synthetic-front-new', targets: { staticConfig: { static: ['http://web-canary.shop.svc:80/healthz'] } },
    });
    expect(JSON.stringify(object(app, 'beta', 'AnalysisTemplate', 'web-watch-10m').spec)).toContain('probe_success{job=\\"shop/web-synthetic-front-new\\"}');
    expect(JSON.stringify(object(app, 'beta', 'PrometheusRule', 'web').spec)).toContain('probe_success{job=\\"shop/web-synthetic-front\\"}');
  });

  test('may ask a URL, for what is not of one version', () => {
    const url = { front: { target: 'https://shop.example.com/', module: 'http_front' } };
    const { app } = shop({
      pipeline: { rollbackOn: [RollbackTrigger.signal(front({ scope: SignalScope.SERVICE }))] },
      waves: [['beta', { environments: [beta], trafficShift: CANARY }]],
      workload: { prometheus: k8s.Prometheus.at('http://p', { probes: url, prober }) },
    });
    expect(object(app, 'beta', 'Probe', 'web-synthetic-front').spec).toMatchObject({ module: 'http_front', targets: { staticConfig: { static: ['https://shop.example.com/'] } } });
    expect(() => object(app, 'beta', 'Probe', 'web-synthetic-front-new')).toThrow('no Probe');
    expect(synthesizing(front(), { probes: url, prober }, { router: ROUTER })).toThrow(/SP5303 .*got "a probe of a fixed address".*probe a path of the workload/);
  });

  test('are probed only where they are asked about', () => {
    const probed = (pipeline: object, wave: Partial<WaveOptions> = {}) => manifests(shop({
      pipeline,
      waves: [['beta', { environments: [beta], trafficShift: CANARY, ...wave }]],
      workload: { router: ROUTER, prometheus: k8s.Prometheus.at('http://p', { probes, prober }) },
    }).app).filter(({ kind }) => kind === 'Probe').map(({ metadata }) => metadata.name).sort();
    const verifying = (signal: Signal) => probed({}, { verifications: [Verification.measurement({ name: 'steady', signal, duration: Duration.minutes(5) })] });
    const watching = (signal: Signal) => probed({ rollbackOn: [RollbackTrigger.signal(signal)] });
    const service = front({ scope: SignalScope.SERVICE });
    expect(verifying(front())).toEqual(['web-synthetic-front-new']);
    expect(verifying(service)).toEqual(['web-synthetic-front']);
    expect(watching(front())).toEqual(['web-synthetic-front', 'web-synthetic-front-new']);
    expect(watching(service)).toEqual(['web-synthetic-front']);
  });

  test('are probed every second at most', () => {
    const { app } = shop({
      pipeline: { rollbackOn: [RollbackTrigger.signal(front({ period: Duration.seconds(1) }))] },
      waves: [['beta', { environments: [beta], trafficShift: CANARY }]],
      workload: { router: ROUTER, prometheus: k8s.Prometheus.at('http://p', { probes, prober }) },
    });
    expect(object(app, 'beta', 'Probe', 'web-synthetic-front').spec.interval).toBe('1s');
  });

  test('fails when nobody says what is probed, or by what', () => {
    expect(synthesizing(front(), { prober }, { router: ROUTER })).toThrow(/SP5302 .*got "front"/);
    expect(synthesizing(front(), { probes }, { router: ROUTER })).toThrow(/SP5302 .*got "front, and no prober"/);
    expect(synthesizing(front({ scope: SignalScope.SERVICE }), { probes, prober }, { ports: [] })).toThrow(/SP5302 .*got "\/healthz of a workload without ports"/);
    expect(synthesizing(front(), { probes, prober }, { router: ROUTER })).not.toThrow();
  });

  test('may ask a URL on behalf of a workload without ports', () => {
    const url = { front: { target: 'https://shop.example.com/' } };
    expect(synthesizing(front({ scope: SignalScope.SERVICE }), { probes: url, prober }, { ports: [] })).not.toThrow();
  });

  test('that nobody knows are not said to be diluted as well', () => {
    expect(codes(synthesizing(front(), { prober }, { router: ROUTER }))).toEqual(['SP5302']);
  });

  test('may have a period as short as that of a scrape, since a probe runs as often as its signal needs', () => {
    expect(synthesizing(front(), { probes, prober, scrapeInterval: Duration.minutes(1) }, { router: ROUTER })).not.toThrow();
  });
});

test('fails when a signal that only a verification measures has no query', () => {
  const verifications = [Verification.measurement({ name: 'steady', signal: Signal.custom({ metric: 'depth', atMost: 3 }), duration: Duration.minutes(5) })];
  expect(synthesizing(errors(), {}, {}, { verifications })).toThrow(/SP5107 .*got "average of depth"/);
});

test('fails when nothing measures a signal or an error budget, of a workload that takes requests', () => {
  const wave = { gates: [Gate.budget({ objective: 0.999 })] };
  expect(synthesizing(errors(), {}, { prometheus: undefined }, wave)).toThrow(/SP5106 .*got "error-ratio, budget-0.999-720h"/);
  expect(synthesizing(errors(), {}, { prometheus: undefined, ports: [] }, wave)).toThrow(/SP5106 .*got "error-ratio"/);
});

describe('time', () => {
  test('fails when a period has fewer than two samples', () => {
    expect(synthesizing(errors(), { scrapeInterval: Duration.minutes(1) })).toThrow(/SP5304 .*got "1m, scraped every 1m", allowed is at least 2m/);
    expect(synthesizing(errors(), { scrapeInterval: Duration.seconds(30) })).not.toThrow();
  });

  test('fails when a measurement ends before its signal can fail', () => {
    const slow = Signal.latency({ percentile: 99, atMost: Duration.millis(400), period: Duration.minutes(5), datapointsToFail: 1 });
    const measuring = (minutes: number) => synthesizing(errors(), {}, {}, { verifications: [Verification.measurement({ name: 'steady', signal: slow, duration: Duration.minutes(minutes) })] });
    expect(measuring(7)).toThrow(/SP5305 .*got "7m", allowed is at least 10m/);
    expect(measuring(10)).not.toThrow();
  });
});

test('fails when an error budget is asked of an environment where nothing takes requests', () => {
  const { app } = shop({ workload: { ports: [] } });
  const chart = app.node.findChild('beta') as Chart;
  const destination = (recorded: string[]) => ({
    environment: beta, folder: { chart, name: 'beta', contents: () => ({ recorded, files: [], workloads: [], digests: new Map() }) }, cluster: 'in-cluster', namespace: 'shop', prometheus: '',
  });
  const plan = { environments: [{ name: 'beta' }], waves: [{ environments: ['beta'], gates: [{ id: 'budget-1', ...Gate.budget({ objective: 0.999 })._spec() }] }] };
  const problems = (recorded: string[]) => releaseProblems({
    plan, project: 'shop-release', destinations: [destination(recorded)], images: [], repositoryUrl: 'https://git.example.com/shop.git', release: app, pipeline: app,
  } as never).map(({ code }) => code);
  expect(problems([])).toContain('SP5301');
  expect(problems(['budget-0.999-720h/web'])).not.toContain('SP5301');
});

describe('workloads of one environment that are measured by two Prometheis', () => {
  const BAKING = { bakeTime: Duration.minutes(10) };
  const two = (wave: Partial<WaveOptions>, deploy: k8s.DeployOptions = {}, engine = k8s.Engine.of(), address = 'http://other:9090') => () => {
    const waves: [string, WaveOptions][] = [['beta', { environments: [beta], trafficShift: CANARY, ...wave }]];
    const made = shopOn(engine, { pipeline: { rollbackOn: [RollbackTrigger.signal(errors())] }, waves, deploy });
    new k8s.Workload(made.app.node.findChild('beta'), 'Api', {
      pipeline: made.pipeline, environment: beta, podTemplate: k8s.PodTemplate.inline(PODS), replicas: 5, ports: [{ port: 80 }],
      prometheus: k8s.Prometheus.at(address),
    });
    return manifests(made.app);
  };

  test('fails when a promotion asks one of them for what both record', () => {
    const problem = /SP5307 beta: .*got "http:\/\/other:9090, http:\/\/prometheus.monitoring:9090".*pass `prometheusAddress` to deploy/;
    for (const wave of [BAKING, { gates: [Gate.quiet(errors())] }, { gates: [Gate.budget({ objective: 0.999 })] }]) expect(two(wave)).toThrow(problem);
    expect(two(BAKING, {}, k8s.Engine.of({ promotion: k8s.Promotion.GIT_OPS_PROMOTER }))).toThrow(/SP5307/);
  });

  test('takes them where one is named that knows both, where they are one, and where only analyses ask', () => {
    expect(two(BAKING, { prometheusAddress: 'http://thanos:9090' })).not.toThrow();
    expect(two(BAKING, {}, k8s.Engine.of(), 'http://prometheus.monitoring:9090')).not.toThrow();
    expect(two({})).not.toThrow();
  });
});
