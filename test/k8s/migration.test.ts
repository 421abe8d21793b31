import type { Chart } from 'cdk8s';
import { ApiObject } from 'cdk8s';
import { Duration, k8s, TrafficShift } from 'spillway';
import { describeWithShared } from '../shared';
import { findings } from './support/manifest-validator';
import type { ShopOptions } from './support/shop';
import { beta, DIGEST, IMAGE, manifests, object, shop, WATCHED } from './support/shop';

const existing = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web-old' },
  spec: {
    replicas: 5,
    minReadySeconds: 10,
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: `${IMAGE}@${DIGEST}` }] } },
  },
};
const podTemplate = k8s.PodTemplate.manifest(existing);
const { FROM_DEPLOYMENT, TO_DEPLOYMENT } = k8s.Migration;

function migrating(migration: k8s.Migration | undefined, trafficShift = TrafficShift.canary({ percent: 20, hold: Duration.minutes(10) }), workload: ShopOptions['workload'] = {}) {
  return shop({ pipeline: { rollbackOn: WATCHED }, waves: [['beta', { environments: [beta], trafficShift }]], workload: { podTemplate, migration, ...workload } }).app;
}

const spec = (app: k8s.GitOpsApp, kind: string, name: string) => object(app, 'beta', kind, name).spec;

describe('from a Deployment', () => {
  const app = migrating(FROM_DEPLOYMENT);

  test('the Rollout borrows the pods', () => {
    const rollout = spec(app, 'Rollout', 'web');
    expect(rollout.workloadRef).toEqual({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web-old' });
    expect(rollout).not.toHaveProperty('template');
  });

  test('the Deployment has no replicas, and is applied after the Rollout has become healthy', () => {
    expect(object(app, 'beta', 'Deployment', 'web-old').metadata.annotations).toEqual({ 'argocd.argoproj.io/sync-wave': '1' });
    expect(spec(app, 'Deployment', 'web-old')).toMatchObject({ replicas: 0, minReadySeconds: 10, selector: { matchLabels: { app: 'web' } } });
    expect(object(app, 'beta', 'Rollout', 'web').metadata.annotations).toBeUndefined();
  });

  test('whatever finds pods finds the old ones as well: by the labels that they have already', () => {
    expect(spec(app, 'Rollout', 'web').selector).toEqual({ matchLabels: { app: 'web' } });
    expect(spec(app, 'Service', 'web').selector).toEqual({ app: 'web' });
    expect(spec(app, 'PodDisruptionBudget', 'web').selector).toEqual({ matchLabels: { app: 'web' } });
  });

  test('the pods get the labels by which they are found afterwards, and keep those by which they are found now', () => {
    const { template } = spec(app, 'Deployment', 'web-old') as { template: { metadata: { labels: object } } };
    expect(template.metadata.labels).toMatchObject({ 'app': 'web', 'app.kubernetes.io/name': 'web' });
    const after = migrating(undefined);
    expect(spec(after, 'Rollout', 'web')).toMatchObject({ selector: { matchLabels: { 'app.kubernetes.io/name': 'web' } }, template });
    expect(manifests(after).some(({ kind }) => kind === 'Deployment')).toBe(false);
  });

  test('a place in the construct tree stays as long as it selects', () => {
    const address = { 'cdk8s.io/metadata.addr': 'web-c8' };
    const labelled = { ...existing.spec.template, metadata: { labels: address } };
    const plus = k8s.PodTemplate.manifest({ ...existing, spec: { selector: { matchLabels: address }, template: labelled } });
    const { template } = spec(migrating(FROM_DEPLOYMENT, undefined, { podTemplate: plus }), 'Deployment', 'web-old') as { template: { metadata: { labels: object } } };
    expect(template.metadata.labels).toMatchObject(address);
  });

  test('SP5116 fails when the pods are not those of a Deployment that can be found by labels', () => {
    const inline = k8s.PodTemplate.inline(existing.spec.template);
    expect(() => manifests(migrating(FROM_DEPLOYMENT, undefined, { podTemplate: inline }))).toThrow(/SP5116 beta\/Web: .*got "pods that are not those of a Deployment"/);
    const expressions = k8s.PodTemplate.manifest({ ...existing, spec: { ...existing.spec, selector: { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'tier', operator: 'Exists' }] } } });
    expect(() => manifests(migrating(FROM_DEPLOYMENT, undefined, { podTemplate: expressions }))).toThrow(/SP5116 .*got "a selector that is more/);
  });

  test('SP5117 fails when an autoscaler would wake the Deployment', () => {
    const woken = migrating(FROM_DEPLOYMENT);
    new ApiObject(woken.node.findChild('beta') as Chart, 'Hpa', {
      apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'old' }, spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web-old' } },
    });
    expect(() => manifests(woken)).toThrow(/SP5117 beta\/Web: .*got "HorizontalPodAutoscaler old"/);
  });
});

test('how long a pod is ready before it counts is taken from the Deployment', () => {
  expect(spec(migrating(undefined), 'Rollout', 'web').minReadySeconds).toBe(10);
  expect(spec(migrating(undefined, undefined, { podTemplate: k8s.PodTemplate.inline(existing.spec.template) }), 'Rollout', 'web')).not.toHaveProperty('minReadySeconds');
});

describe('back to a Deployment', () => {
  test.each([
    ['canary', TrafficShift.canary({ percent: 20, hold: Duration.minutes(10) }), undefined],
    ['routed', TrafficShift.canary({ percent: 20, hold: Duration.minutes(10) }), k8s.TrafficRouter.gatewayApi({ gateway: 'public' })],
    ['blue/green', TrafficShift.blueGreen(), undefined],
  ])('%s: the Deployment is at full size, and the Rollout lets go of the Services, which have the pods of both', (_, shift, router) => {
    const app = migrating(TO_DEPLOYMENT, shift, { podTemplate: k8s.PodTemplate.inline(existing.spec.template), router });
    const { template, ...deployment } = spec(app, 'Deployment', 'web');
    expect(deployment).toEqual({ replicas: 5, selector: { matchLabels: { 'app.kubernetes.io/name': 'web' } } });
    expect(spec(app, 'Rollout', 'web')).toMatchObject({ replicas: 5, template, strategy: { canary: { maxSurge: '25%', maxUnavailable: 0 } } });
    expect(JSON.stringify(spec(app, 'Rollout', 'web').strategy)).not.toMatch(/Service|steps/);
    expect(manifests(app).filter(({ kind }) => kind === 'Service').map(({ metadata }) => metadata.name)).toEqual(['web']);
    expect(object(app, 'beta', 'Deployment', 'web').metadata.annotations).toBeUndefined();
  });

  test('a migration that is broken off wakes the Deployment that it began with', () => {
    const app = migrating(TO_DEPLOYMENT);
    expect(spec(app, 'Deployment', 'web-old')).toMatchObject({ replicas: 5, selector: { matchLabels: { app: 'web' } } });
    expect(spec(app, 'Service', 'web').selector).toEqual({ app: 'web' });
  });
});

describeWithShared('both ways', () => {
  test('follow the schemas', () => {
    for (const migration of [FROM_DEPLOYMENT, TO_DEPLOYMENT]) expect(manifests(migrating(migration)).flatMap(findings)).toEqual([]);
  });
});
