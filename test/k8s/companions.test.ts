import { Duration, k8s, TrafficShift } from 'spillway';
import { shopOn, TIER_0 } from './support/engines';
import { beta, IMAGE, DIGEST, manifests, object, shop, WATCHED } from './support/shop';

const requesting = k8s.PodTemplate.inline({ spec: { containers: [{ name: 'web', image: `${IMAGE}@${DIGEST}`, resources: { requests: { cpu: '100m' } } }] } });

function beside(workload: Partial<k8s.WorkloadProps>, trafficShift = TrafficShift.allAtOnce()) {
  return shop({ pipeline: { rollbackOn: WATCHED }, waves: [['beta', { environments: [beta], trafficShift }]], workload }).app;
}

const kinds = (workload: Partial<k8s.WorkloadProps>) => manifests(beside(workload)).map(({ kind }) => kind);

describe('autoscaling', () => {
  const autoscaled = { replicas: undefined, autoscaling: { minReplicas: 5, maxReplicas: 20 }, podTemplate: requesting };

  test('the autoscaler counts the Rollout, whose number of pods is not in Git', () => {
    const app = beside(autoscaled);
    expect(object(app, 'beta', 'Rollout', 'web').spec).not.toHaveProperty('replicas');
    expect(object(app, 'beta', 'HorizontalPodAutoscaler', 'web').spec).toEqual({
      scaleTargetRef: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'web' },
      minReplicas: 5,
      maxReplicas: 20,
      metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }],
    });
  });

  test('the autoscaler is no part of the health that Argo CD tells: without CPU metrics for a moment it would take a healthy release back', () => {
    const annotations = (engine = k8s.Engine.of()) => object(shopOn(engine, { workload: autoscaled }).app, 'beta', 'HorizontalPodAutoscaler', 'web').metadata.annotations;
    expect(annotations()).toEqual({ 'argocd.argoproj.io/ignore-healthcheck': 'true' });
    expect(annotations(TIER_0)).toBeUndefined();
  });

  test('SP5101 fails when the fewest pods cannot make a weight', () => {
    const canary = TrafficShift.canary({ percent: 10, hold: Duration.minutes(10) });
    expect(() => manifests(beside(autoscaled, canary))).toThrow(/SP5101 .*got "10 % of 5 pods"/);
    expect(() => manifests(beside({ ...autoscaled, autoscaling: { minReplicas: 10, maxReplicas: 20 } }, canary))).not.toThrow();
  });

  test('SP5113 fails when the number of pods is said twice, or not at all', () => {
    expect(() => manifests(beside({ ...autoscaled, replicas: 5 }))).toThrow(/SP5113 beta\/Web: .*got "both/);
    expect(() => manifests(beside({ replicas: undefined }))).toThrow(/SP5113 .*got "neither/);
  });

  test('SP5109 fails when the bounds are none', () => {
    for (const [minReplicas, maxReplicas] of [[0, 5], [5, 4], [1.5, 5]]) {
      expect(() => manifests(beside({ ...autoscaled, autoscaling: { minReplicas, maxReplicas } }))).toThrow(`got "${minReplicas} to ${maxReplicas}"`);
    }
  });

  test('SP5114 fails when a container requests no CPU, or the share is none', () => {
    expect(() => manifests(beside({ ...autoscaled, podTemplate: k8s.PodTemplate.inline({ spec: { containers: [{ name: 'web', image: `${IMAGE}@${DIGEST}` }] } }) }))).toThrow(/SP5114 beta\/Web\/web/);
    const requested = { name: 'web', image: `${IMAGE}@${DIGEST}`, resources: { requests: { cpu: '100m' } } };
    const sidecar = k8s.PodTemplate.inline({ spec: { containers: [requested, { name: 'proxy', image: `${IMAGE}@${DIGEST}` }] } });
    expect(() => manifests(beside({ ...autoscaled, podTemplate: sidecar }))).toThrow(/SP5114 beta\/Web\/proxy/);
    expect(() => manifests(beside({ ...autoscaled, autoscaling: { minReplicas: 1, maxReplicas: 2, cpuPercent: 0 } }))).toThrow(/SP5114 .*got "0 %"/);
  });
});

describe('a disruption budget', () => {
  test('is there where there are two pods or more, and never blocks', () => {
    expect(object(beside({ replicas: 2 }), 'beta', 'PodDisruptionBudget', 'web').spec).toEqual({
      maxUnavailable: '25%', selector: { matchLabels: { 'app.kubernetes.io/name': 'web' } }, unhealthyPodEvictionPolicy: 'AlwaysAllow',
    });
    expect(kinds({ replicas: 1 })).not.toContain('PodDisruptionBudget');
  });

  test('can be left to somebody else', () => {
    expect(kinds({ disruptionBudget: false })).not.toContain('PodDisruptionBudget');
  });
});

describe('metrics', () => {
  test('are scraped from each pod once, and twice in a period', () => {
    const monitor = object(beside({ metrics: { port: 'metrics', labels: { release: 'prometheus' } } }), 'beta', 'PodMonitor', 'web');
    expect(monitor.metadata.labels).toMatchObject({ release: 'prometheus' });
    expect(monitor.spec).toEqual({ selector: { matchLabels: { 'app.kubernetes.io/name': 'web' } }, podMetricsEndpoints: [{ port: 'metrics', path: '/metrics', interval: '30s' }] });
  });

  test('are scraped as often as Prometheus likes where no signal asks for more', () => {
    const { app } = shop({ workload: { metrics: { port: 'metrics', path: '/prometheus' } } });
    expect(object(app, 'beta', 'PodMonitor', 'web').spec.podMetricsEndpoints).toEqual([{ port: 'metrics', path: '/prometheus' }]);
  });

  test('are somebody else\'s where nothing is said', () => expect(kinds({})).not.toContain('PodMonitor'));
});

describe('callers', () => {
  test('are let in on the ports only, from the own namespace and those that are named', () => {
    expect(object(beside({ callers: ['gateways', 'monitoring'], metrics: { port: 'metrics' } }), 'beta', 'NetworkPolicy', 'web').spec).toEqual({
      podSelector: { matchLabels: { 'app.kubernetes.io/name': 'web' } },
      policyTypes: ['Ingress'],
      ingress: [{
        from: [{ podSelector: {} }, ...['gateways', 'monitoring'].map((name) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } }))],
        ports: [{ protocol: 'TCP', port: 8080 }, { protocol: 'TCP', port: 'metrics' }],
      }],
    });
  });

  test('are nobody where there is no port', () => {
    expect(object(beside({ callers: [], ports: [] }), 'beta', 'NetworkPolicy', 'web').spec.ingress).toEqual([]);
  });

  test('are anybody where nothing is said', () => expect(kinds({})).not.toContain('NetworkPolicy'));
});
