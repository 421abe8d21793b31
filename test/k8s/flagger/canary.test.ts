import type { Chart } from 'cdk8s';
import { Duration, k8s, NoData, RollbackTrigger, Signal, SignalScope, TrafficShift, Verification } from 'spillway';
import { CANARY, FLAGGER, GATEWAY, shopOn, WATCHED } from '../support/engines';
import { beta, object } from '../support/shop';
import type { ShopOptions } from '../support/shop';

const minutes = (count: number) => Duration.minutes(count);

/** What is looked at of the objects. */
interface Spec {
  readonly analysis: { readonly stepWeights?: number[]; readonly metrics: { readonly name: string }[] };
  readonly service: object;
  readonly provider: unknown;
  readonly query: string;
  readonly selector: object;
  readonly podSelector: object;
  readonly scaleTargetRef: object;
  readonly autoscalerRef?: object;
  readonly strategy: { readonly rollingUpdate: { readonly maxUnavailable: unknown } };
}

/** The shop in one wave, its pods shifted by Flagger. */
function released(trafficShift: TrafficShift, workload: Partial<k8s.WorkloadProps> = { router: GATEWAY }, options: ShopOptions = {}) {
  const { app } = shopOn(FLAGGER, { pipeline: { rollbackOn: WATCHED }, waves: [['beta', { environments: [beta], trafficShift }]], workload, ...options });
  return { app, spec: (kind: string, name = 'web') => object(app, 'beta', kind, name).spec as unknown as Spec };
}

const kinds = ({ app }: ReturnType<typeof released>) => (app.node.findChild('beta') as Chart).toJson().map(({ kind }: { kind: string }) => kind);

describe('what Flagger is told', () => {
  test('a canary holds its weight for one interval, and the first failed check is one too many', () => {
    expect(released(CANARY).spec('Canary').analysis).toMatchObject({ interval: '10m', threshold: 1, stepWeights: [10] });
  });

  test('every release is analysed; only the way back is not', () => {
    expect(released(CANARY).spec('Canary')).toMatchObject({ skipAnalysis: false });
  });

  test('a Canary that is deleted together with its Deployment has no finalizer to hang on', () => {
    expect(released(CANARY).spec('Canary')).not.toHaveProperty('revertOnDeletion');
  });

  test('a linear shift is promoted from its last share', () => {
    expect(released(TrafficShift.linear({ percent: 30, every: minutes(5) })).spec('Canary').analysis).toMatchObject({ interval: '5m', stepWeight: 30, maxWeight: 90 });
  });

  test('steps are weights that rise', () => {
    const shift = TrafficShift.steps({ percent: 5, hold: minutes(10) }, { percent: 40, hold: minutes(10) });
    expect(released(shift).spec('Canary').analysis).toMatchObject({ interval: '10m', stepWeights: [5, 40] });
  });

  test('a verification is one more interval, with all requests', () => {
    const verifications = [Verification.measurement({ name: 'after', signal: Signal.latency({ percentile: 99, atMost: Duration.millis(400), noData: NoData.FAIL }), duration: minutes(10) })];
    const { spec } = released(CANARY, { router: GATEWAY }, { waves: [['beta', { environments: [beta], trafficShift: CANARY, verifications }]] });
    expect(spec('Canary').analysis.stepWeights).toEqual([10, 100]);
    expect(spec('Canary').analysis.metrics.map(({ name }) => name)).toEqual(['latency-p99', 'error-ratio']);
  });

  test('blue/green with a router looks as often as the old copy is kept long', () => {
    const { spec } = released(TrafficShift.blueGreen({ preview: minutes(15), keepOld: minutes(5) }));
    expect(spec('Canary').analysis).toMatchObject({ interval: '5m', iterations: 3 });
    expect(spec('Canary').analysis).not.toHaveProperty('stepWeights');
  });

  test('blue/green without a router looks once, and keeps nothing', () => {
    const { spec } = released(TrafficShift.blueGreen({ preview: minutes(15), keepOld: minutes(0) }), {});
    expect(spec('Canary')).toMatchObject({ provider: 'kubernetes', analysis: { interval: '15m', iterations: 1 } });
  });

  test('the router of the workload is the provider, and what it needs is there', () => {
    const providers = (router: k8s.TrafficRouter) => released(CANARY, { router }).spec('Canary');
    expect(providers(GATEWAY)).toMatchObject({ provider: 'gatewayapi:v1', service: { gatewayRefs: [{ name: 'public', namespace: 'gateways' }] } });
    expect(providers(k8s.TrafficRouter.gatewayApi({ gateway: 'public', hostnames: ['shop.example.com'], pathPrefix: '/api' })).service)
      .toMatchObject({ hosts: ['shop.example.com'], match: [{ uri: { prefix: '/api' } }] });
    expect(providers(k8s.TrafficRouter.linkerd())).toMatchObject({ provider: 'gatewayapi:v1', service: { gatewayRefs: [{ kind: 'Service', name: 'web', port: 80 }] } });
    expect(providers(k8s.TrafficRouter.istio({ hosts: ['shop.example.com'], gateways: ['istio-system/public'] })))
      .toMatchObject({ provider: 'istio', service: { hosts: ['shop.example.com'], gateways: ['istio-system/public'] } });
    expect(providers(k8s.TrafficRouter.nginx())).toMatchObject({ provider: 'nginx', ingressRef: { kind: 'Ingress', name: 'web' } });
  });

  test('a signal is a number of failing data points of the pods of the new version only', () => {
    const { spec } = released(CANARY);
    expect(spec('Canary').analysis.metrics).toEqual([{ name: 'error-ratio', templateRef: { name: 'web-error-ratio' }, thresholdRange: { max: 2 } }]);
    const { provider, query } = spec('MetricTemplate', 'web-error-ratio');
    expect(provider).toEqual({ type: 'prometheus', address: 'http://prometheus.monitoring:9090' });
    expect(query).toMatch(/^sum_over_time\(.* > bool 0\.005\)\[3m:1m\]\)$/);
    const pod = new RegExp(`^${/pod=~"([^"]*)"/.exec(query)![1]}$`);
    expect(['web-5d9f7c-x2k4p', 'web-primary-5d9f7c-x2k4p', 'web-api-5d9f7c-x2k4p'].map((name) => pod.test(name))).toEqual([true, false, false]);
  });

  test('a signal of the whole service measures both versions', () => {
    const rollbackOn = [RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.01, noData: NoData.FAIL, scope: SignalScope.SERVICE }))];
    const { query } = released(CANARY, { router: GATEWAY }, { pipeline: { rollbackOn } }).spec('MetricTemplate', 'web-error-ratio');
    const pod = new RegExp(`^${/pod=~"([^"]*)"/.exec(query)![1]}$`);
    expect(['web-5d9f7c-x2k4p', 'web-primary-5d9f7c-x2k4p', 'web-api-5d9f7c-x2k4p'].map((name) => pod.test(name))).toEqual([true, true, false]);
  });

  test('before a switch, what nobody asks for yet does not fail', () => {
    const { query } = released(TrafficShift.blueGreen({ preview: minutes(15), keepOld: minutes(5) })).spec('MetricTemplate', 'web-error-ratio');
    expect(query).toMatch(/ or on\(\) vector\(0\)$/);
    expect(released(CANARY).spec('MetricTemplate', 'web-error-ratio').query).not.toMatch(/ or on\(\) vector\(0\)$/);
  });
});

describe('what stands beside a Canary', () => {
  test('a Deployment that Flagger can select, and none of the objects that Flagger makes', () => {
    const shop = released(CANARY);
    expect(shop.spec('Deployment')).toMatchObject({ selector: { matchLabels: { 'app.kubernetes.io/name': 'web' } }, replicas: 5 });
    expect(kinds(shop)).not.toEqual(expect.arrayContaining(['Service']));
    expect(kinds(shop)).not.toEqual(expect.arrayContaining(['HTTPRoute']));
  });

  test('nobody puts back the number of pods that Flagger changes', () => {
    expect(object(released(CANARY).app, 'delivery', 'Application', 'shop-beta').spec.ignoreDifferences)
      .toEqual([{ group: 'apps', kind: 'Deployment', name: 'web', jsonPointers: ['/spec/replicas'] }]);
  });

  test('an autoscaler scales the Deployment, and Flagger is told of it', () => {
    const podTemplate = k8s.PodTemplate.inline({ spec: { containers: [{ name: 'web', image: `registry.example.com/shop/web@sha256:${'a'.repeat(64)}`, resources: { requests: { cpu: '100m' } } }] } });
    const { app, spec } = released(CANARY, { router: GATEWAY, podTemplate, replicas: undefined, autoscaling: { minReplicas: 3, maxReplicas: 9 } });
    expect(spec('HorizontalPodAutoscaler').scaleTargetRef).toEqual({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' });
    expect(spec('Canary').autoscalerRef).toEqual({ apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name: 'web' });
    expect(app.node.findChild('beta').node.metadata).toEqual([]);
  });

  test('warns that a changed number of replicas does not arrive', () => {
    expect(released(CANARY).app.node.findChild('beta').node.metadata.map(({ data }) => data)).toEqual([expect.stringMatching(/SP5612 .*minReplicas: 5, maxReplicas: 5/)]);
  });

  test('a budget, a monitor and a network policy are about both versions', () => {
    const { spec } = released(CANARY, { router: GATEWAY, metrics: { port: 'metrics' }, callers: ['gateways'] });
    const both = { matchExpressions: [{ key: 'app.kubernetes.io/name', operator: 'In', values: ['web', 'web-primary'] }] };
    expect(spec('PodDisruptionBudget').selector).toEqual(both);
    expect(spec('PodMonitor').selector).toEqual(both);
    expect(spec('NetworkPolicy').podSelector).toEqual(both);
  });

  test('in a wave that replaces pods there is no Canary, but the Service that Flagger would make', () => {
    const shop = released(TrafficShift.rolling(), {}, { pipeline: {}, waves: [['beta', { environments: [beta], trafficShift: TrafficShift.rolling({ maxUnavailablePercent: 20 }) }]] });
    expect(kinds(shop)).toEqual(expect.arrayContaining(['Deployment', 'Service']));
    expect(kinds(shop)).not.toContain('Canary');
    expect(shop.spec('Deployment').strategy.rollingUpdate.maxUnavailable).toBe('20%');
    expect(shop.spec('PodDisruptionBudget').selector).toEqual({ matchLabels: { 'app.kubernetes.io/name': 'web' } });
  });
});

test('recorded signals measure the proven version, too', () => {
  const { spec } = released(CANARY, { router: GATEWAY }, { waves: [['beta', { environments: [beta], trafficShift: CANARY, bakeTime: minutes(30) }]] });
  expect(JSON.stringify(spec('PrometheusRule'))).toContain('(web|web-primary)-[0-9a-z]+');
});
