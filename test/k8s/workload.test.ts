import { ApiObject, App, Chart } from 'cdk8s';
import { Deployment, Volume } from 'cdk8s-plus-28';
import { Artifact, Duration, Environment, k8s, NoData, Release, ReleaseType, RollbackTrigger, Signal, SignalScope, Tier, TrafficShift, Verification } from 'spillway';
import type { ShopOptions } from './support/shop';
import { beta, DIGEST, ERRORS, IMAGE, object, PODS, shop, SLOW, WATCHED } from './support/shop';

const other = `sha256:${'b'.repeat(64)}`;
const hash = [{ name: 'hash', valueFrom: { podTemplateHashValue: 'Latest' } }];

function wave(trafficShift: TrafficShift, options: ShopOptions = {}) {
  return shop({ ...options, waves: [['beta', { environments: [beta], trafficShift }]] }).app;
}

function strategy(app: k8s.GitOpsApp) {
  return object(app, 'beta', 'Rollout', 'web').spec.strategy as { canary: { steps: object[] }; blueGreen: object };
}

function metrics(app: k8s.GitOpsApp, template: string) {
  return object(app, 'beta', 'AnalysisTemplate', template).spec.metrics as Record<string, unknown>[];
}

describe('traffic shift', () => {
  test('a linear shift holds each weight with an analysis of the same length', () => {
    const app = wave(TrafficShift.linear({ percent: 40, every: Duration.minutes(10) }), { pipeline: { rollbackOn: WATCHED } });
    const analysis = { analysis: { templates: [{ templateName: 'web-watch-10m' }], args: hash } };
    expect(strategy(app).canary.steps).toEqual([{ setWeight: 40 }, analysis, { setWeight: 80 }, analysis]);
    // 2 minutes, then a measurement a minute until the tenth
    expect(metrics(app, 'web-watch-10m')).toMatchObject([{ name: 'error-ratio', initialDelay: '2m', interval: '1m', count: 9, failureLimit: 0 }, { name: 'latency-p99' }]);
  });

  test('what the data points do not fill is waited for', () => {
    const app = wave(TrafficShift.canary({ percent: 20, hold: Duration.seconds(630) }), { pipeline: { rollbackOn: WATCHED } });
    expect(strategy(app).canary.steps.slice(0, 2)).toEqual([{ setWeight: 20 }, { pause: { duration: '30s' } }]);
  });

  test('without signals a weight is held by a pause', () => {
    expect(strategy(wave(TrafficShift.canary({ percent: 20, hold: Duration.minutes(90) }))).canary.steps).toEqual([{ setWeight: 20 }, { pause: { duration: '1h30m' } }]);
  });

  test('a version that never becomes ready is taken back', () => {
    expect(object(wave(TrafficShift.allAtOnce()), 'beta', 'Rollout', 'web').spec).toMatchObject({ progressDeadlineSeconds: 600, progressDeadlineAbort: true });
  });

  test('all at once, rolling and blue/green have no steps', () => {
    expect(strategy(wave(TrafficShift.allAtOnce()))).toEqual({ canary: { maxSurge: '100%', maxUnavailable: 0 } });
    expect(strategy(wave(TrafficShift.rolling({ maxUnavailablePercent: 50 })))).toMatchObject({ canary: { maxSurge: '25%', maxUnavailable: '50%' } });
    expect(strategy(wave(TrafficShift.blueGreen({ preview: Duration.minutes(5), keepOld: Duration.hours(2) })))).toEqual({
      blueGreen: { activeService: 'web', previewService: 'web-preview', autoPromotionEnabled: true, autoPromotionSeconds: 300, scaleDownDelaySeconds: 7200 },
    });
  });

  test('a preview is judged as long as it lasts, by what can be judged without customers', () => {
    const app = wave(TrafficShift.blueGreen({ preview: Duration.seconds(330) }), { pipeline: { rollbackOn: WATCHED } });
    expect(strategy(app).blueGreen).toMatchObject({ prePromotionAnalysis: { templates: [{ templateName: 'web-preview-5m30s' }], args: hash } });
    expect(strategy(app).blueGreen).not.toHaveProperty('autoPromotionSeconds');
    for (const metric of metrics(app, 'web-preview-5m30s') as { initialDelay: string; count: number; successCondition: string; failureCondition: string }[]) {
      // two minutes and a half, and then three times a minute
      expect(metric).toMatchObject({ initialDelay: '2m30s', interval: '1m', count: 4 });
      expect(metric.successCondition).toMatch(/^len\(result\) == 0 \|\| /);
      expect(metric.failureCondition).toMatch(/^len\(result\) > 0 && /);
    }
  });

  test('an analysis before the switch does not count as a version that never becomes ready', () => {
    const deadline = (preview: Duration, watched = true) => object(wave(TrafficShift.blueGreen({ preview }), watched ? { pipeline: { rollbackOn: WATCHED } } : {}), 'beta', 'Rollout', 'web').spec
      .progressDeadlineSeconds;
    expect(deadline(Duration.minutes(30))).toBe(600 + 1800);
    // a timer is a pause to Argo Rollouts, which stops the clock
    expect(deadline(Duration.minutes(30), false)).toBe(600);
    expect(deadline(Duration.minutes(3))).toBe(600);
  });

  test('a preview in which no signal could fail is a timer', () => {
    const app = wave(TrafficShift.blueGreen({ preview: Duration.minutes(3) }), { pipeline: { rollbackOn: WATCHED } });
    expect(strategy(app).blueGreen).toMatchObject({ autoPromotionSeconds: 180 });
    expect(strategy(app).blueGreen).not.toHaveProperty('prePromotionAnalysis');
    const longEnough = wave(TrafficShift.blueGreen({ preview: Duration.minutes(4) }), { pipeline: { rollbackOn: WATCHED } });
    expect(strategy(longEnough).blueGreen).toHaveProperty('prePromotionAnalysis');
  });

  test('a version that has served is gone back to without steps', () => {
    const { spec } = object(wave(TrafficShift.allAtOnce()), 'beta', 'Rollout', 'web');
    expect(spec.rollbackWindow).toEqual({ revisions: spec.revisionHistoryLimit });
  });

  test('a verification is measured at full traffic, before the old version is given up', () => {
    const verifications = [Verification.measurement({ name: 'soak', signal: ERRORS, duration: Duration.minutes(5) })];
    const { app } = shop({ waves: [['beta', { environments: [beta], verifications }]] });
    expect(strategy(app).canary.steps).toEqual([{ setWeight: 100 }, { analysis: { templates: [{ templateName: 'web-verify-soak' }], args: hash } }]);
    expect(metrics(app, 'web-verify-soak')).toMatchObject([{ name: 'error-ratio', count: 4 }]);
  });
});

describe('services', () => {
  const names = (app: k8s.GitOpsApp) => app.node.findChild('beta').node.findAll().filter(ApiObject.isApiObject).filter(({ kind }) => kind === 'Service').map(({ name }) => name);

  test('clients of a canary keep a Service over both versions', () => {
    const app = wave(TrafficShift.allAtOnce());
    expect(names(app)).toEqual(['web']);
    expect(object(app, 'beta', 'Service', 'web').spec).toEqual({ selector: { 'app.kubernetes.io/name': 'web' }, ports: [{ port: 80, targetPort: 8080 }] });
  });

  test('blue/green has an active and a preview Service', () => {
    expect(names(wave(TrafficShift.blueGreen()))).toEqual(['web', 'web-preview']);
  });

  test('a workload without ports has none, and its strategy names none', () => {
    const app = wave(TrafficShift.allAtOnce(), { workload: { ports: undefined } });
    expect(names(app)).toEqual([]);
    expect(strategy(app).canary).not.toHaveProperty('canaryService');
  });
});

describe('measurement', () => {
  const measured = (signal: Signal, prometheus = k8s.Prometheus.at('http://p:9090')) => metrics(
    wave(TrafficShift.canary({ percent: 20, hold: Duration.minutes(10) }), {
      pipeline: { rollbackOn: [RollbackTrigger.signal(signal)] }, workload: { prometheus },
    }),
    'web-watch-10m',
  )[0];
  const query = (signal: Signal, prometheus?: k8s.Prometheus) => (measured(signal, prometheus).provider as { prometheus: { query: string } }).prometheus.query;

  test('no data and NaN are inconclusive when the signal holds', () => {
    expect(measured(ERRORS)).toMatchObject({
      successCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] < 3',
      failureCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] >= 3',
      inconclusiveLimit: 0,
    });
  });

  test('no data and NaN are a failure when the signal says so', () => {
    expect(measured(Signal.errorRatio({ atMost: 0.01, noData: NoData.FAIL, datapointsToFail: 2 }))).toMatchObject({
      successCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] < 2',
      failureCondition: 'len(result) == 0 || isNaN(result[0]) || result[0] >= 2',
    });
  });

  test('the new version alone is measured, unless the signal is of the service', () => {
    expect(query(ERRORS)).toContain('namespace="shop",pod=~"web-{{args.hash}}-[0-9a-z]{5}"');
    expect(query(Signal.errorRatio({ atMost: 0.01, scope: SignalScope.SERVICE }))).toContain('pod=~"web-[0-9a-z]+-[0-9a-z]{5}"');
    expect(query(Signal.errorRatio({ atMost: 0.01, scope: SignalScope.SERVICE }))).not.toContain('args.hash');
  });

  test('a bound is counted over the observed data points', () => {
    expect(query(Signal.errorRatio({ atMost: 0.01, datapointsToFail: 2, datapointsObserved: 5 })))
      .toMatch(/^sum_over_time\(.* > bool 0\.01\)\[5m:1m\]\)$/);
    expect(query(SLOW)).toContain('histogram_quantile(0.99,');
    expect(query(Signal.latency({ percentile: 99.9, atMost: Duration.millis(250) }))).toMatch(/histogram_quantile\(0\.999,.* > bool 0\.25\)/);
  });

  test('a verdict takes as many requests as the signal says, of the same pods and over all observed data points', () => {
    const minimum = Signal.errorRatio({ atMost: 0.01, minimumRequests: 100, datapointsToFail: 2, datapointsObserved: 5 });
    const pods = 'namespace="shop",pod=~"web-{{args.hash}}-[0-9a-z]{5}"';
    expect(query(minimum).endsWith(` and on() (sum(increase(http_server_request_duration_seconds_count{${pods}}[5m])) >= 100)`)).toBe(true);
    expect(query(minimum, k8s.Prometheus.at('http://p:9090', { metrics: k8s.RequestMetrics.application({ requests: 'requests_total' }) }))).toContain('increase(requests_total{');
    expect(query(ERRORS)).not.toContain('increase(');
  });

  test('the metrics are called what the user calls them', () => {
    const prometheus = k8s.Prometheus.at('http://p:9090', { metrics: k8s.RequestMetrics.application({ requests: 'requests_total', failed: 'code="500"' }), queries: { depth: 'avg(depth{$pods})' } });
    expect(query(ERRORS, prometheus)).toContain('rate(requests_total{namespace="shop",pod=~"web-{{args.hash}}-[0-9a-z]{5}",code="500"}[1m])');
    expect(query(Signal.custom({ metric: 'depth', statistic: 'maximum', atMost: 10 }), prometheus))
      .toContain('max_over_time((avg(depth{namespace="shop",pod=~"web-{{args.hash}}-[0-9a-z]{5}"}))[59s:30s])) > bool 10');
    expect(query(Signal.custom({ metric: 'depth', atLeast: 3 }), prometheus)).toContain('< bool 3');
  });

  test('what an environment asks about its signals is recorded and alerted', () => {
    const app = wave(TrafficShift.allAtOnce(), { pipeline: { rollbackOn: [RollbackTrigger.signal(ERRORS)] }, workload: { prometheus: k8s.Prometheus.at('http://p:9090', { ruleLabels: { release: 'prometheus' } }) } });
    const rule = object(app, 'beta', 'PrometheusRule', 'web');
    expect(rule.metadata.labels).toMatchObject({ release: 'prometheus' });
    expect(rule.spec.groups).toMatchObject([{
      interval: '1m',
      rules: [
        { record: 'spillway_signal_failing', labels: { service: 'shop', environment: 'beta', workload: 'web', signal: 'error-ratio' } },
        { record: 'spillway_signal_firing', expr: expect.stringMatching(/\[2m30s\]\) >= bool 3$/) },
        { alert: 'SpillwaySignalFiring', expr: expect.stringMatching(/== 1$/) },
      ],
    }]);
  });
});

describe('pods', () => {
  const pods = (podTemplate: k8s.IPodTemplate, release?: Release) => object(wave(TrafficShift.allAtOnce(), { workload: { podTemplate, release } }), 'beta', 'Rollout', 'web')
    .spec.template as { metadata: { labels: Record<string, string> }; spec: Record<string, unknown> & { containers: Record<string, unknown>[] } };
  const release = Release.of({ version: '1.0.0', commit: 'c', author: 'a', type: ReleaseType.BUGFIX, artifacts: [Artifact.image(IMAGE, other)] });
  const inline = (container: object, spec: object = {}) => k8s.PodTemplate.inline({ spec: { containers: [{ name: 'web', image: `${IMAGE}@${DIGEST}`, ...container }], ...spec } });

  test('what Pod Security "restricted" asks for is set where it was left open', () => {
    expect(pods(inline({}, { securityContext: { fsGroup: 1000 } })).spec).toMatchObject({
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' }, fsGroup: 1000 },
      containers: [{ securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } }],
    });
    expect(pods(inline({ securityContext: { capabilities: { add: ['NET_BIND_SERVICE'] }, readOnlyRootFilesystem: true } })).spec.containers[0].securityContext)
      .toEqual({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } });
  });

  test('containers that run first are pinned and confined like the others', () => {
    const first = k8s.PodTemplate.inline({ spec: { ...PODS.spec, initContainers: [{ name: 'migrate', image: `${IMAGE}:1.2.3` }] } });
    expect(pods(first, release).spec).toMatchObject({
      initContainers: [{ name: 'migrate', image: `${IMAGE}@${other}`, securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } }],
    });
  });

  test('a release pins tags and replaces digests, with a port in the registry too', () => {
    expect(pods(inline({ image: `${IMAGE}:1.2.3` }), release).spec.containers[0].image).toBe(`${IMAGE}@${other}`);
    expect(pods(inline({}), release).spec.containers[0].image).toBe(`${IMAGE}@${other}`);
    const local = Release.of({ version: '1.0.0', commit: 'c', author: 'a', type: ReleaseType.BUGFIX, artifacts: [Artifact.image('localhost:5000/web', other), Artifact.image(IMAGE, other)] });
    const sidecar = k8s.PodTemplate.inline({ spec: { containers: [{ name: 'web', image: IMAGE }, { name: 'side', image: 'localhost:5000/web:1' }] } });
    expect(pods(sidecar, local).spec.containers[1].image).toBe(`localhost:5000/web@${other}`);
    const untagged = k8s.PodTemplate.inline({ spec: { containers: [{ name: 'web', image: IMAGE }, { name: 'side', image: 'localhost:5000/web' }] } });
    expect(pods(untagged, local).spec.containers[1].image).toBe(`localhost:5000/web@${other}`);
  });

  test('a Deployment of cdk8s-plus fits, what is added to it later included, its place in the tree left out', () => {
    const deployment = new Deployment(new Chart(new App(), 'Unused'), 'Web', { containers: [{ image: `${IMAGE}@${DIGEST}`, portNumber: 8080 }] });
    const app = wave(TrafficShift.allAtOnce(), { workload: { podTemplate: k8s.PodTemplate.of(deployment) } });
    deployment.addVolume(Volume.fromEmptyDir(deployment, 'Tmp', 'tmp'));
    const { metadata, spec } = object(app, 'beta', 'Rollout', 'web').spec.template as ReturnType<typeof pods>;
    expect(spec.volumes).toEqual([{ name: 'tmp', emptyDir: {} }]);
    expect(spec.containers[0]).toMatchObject({ ports: [{ containerPort: 8080 }], securityContext: { runAsNonRoot: true, capabilities: { drop: ['ALL'] } } });
    expect(Object.keys(metadata.labels)).toEqual(['app.kubernetes.io/managed-by', 'app.kubernetes.io/name', 'app.kubernetes.io/part-of']);
  });

  test('a plain object fits', () => {
    const plain = new ApiObject(new Chart(new App(), 'Unused'), 'Web', { apiVersion: 'apps/v1', kind: 'Deployment', spec: { template: { spec: { containers: [{ name: 'web', image: `${IMAGE}@${DIGEST}` }] } } } });
    expect(pods(k8s.PodTemplate.of(plain)).spec.containers[0].name).toBe('web');
  });

  test('labels and selectors do not depend on the place in the tree', () => {
    const names = (id: string) => {
      const { app, pipeline } = shop();
      new k8s.Workload(new Chart(app, 'moved'), id, { pipeline, environment: beta, podTemplate: inline({}), replicas: 1, workloadName: 'web' });
      const { spec, metadata } = object(app, 'moved', 'Rollout', 'web');
      return { metadata, selector: spec.selector };
    };
    expect(names('Here')).toEqual(names('There'));
  });
});

test('a workload of an environment that no wave releases is a problem, not an exception', () => {
  const { app, pipeline } = shop();
  const environment = new Environment('nowhere', { tier: Tier.TEST });
  new k8s.Workload(new Chart(app, 'nowhere'), 'Web', { pipeline, environment, podTemplate: k8s.PodTemplate.inline({}), replicas: 1 });
  expect(() => app.synth()).toThrow(/SP5105 nowhere\/Web/);
});
