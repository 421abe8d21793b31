import type { Chart } from 'cdk8s';
import { ApiObject } from 'cdk8s';
import { k8s } from 'spillway';
import { beta, east, object, shop } from '../support/shop';

const project = (app: k8s.GitOpsApp) => object(app, 'delivery', 'AppProject', 'shop-release');
const whitelist = (app: k8s.GitOpsApp) => project(app).spec.clusterResourceWhitelist;
const policies = ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'].map((kind) => ({ group: 'admissionregistration.k8s.io', kind, name: 'shop-*' }));

describe('the project', () => {
  test('allows of the cluster what the library may write, also while it does not write it: a rollback may bring it back', () => {
    const always = [{ group: '', kind: 'Namespace', name: 'shop' }, ...policies];
    expect(whitelist(shop().app)).toEqual(always);
    expect(whitelist(shop({ release: { imagePolicy: k8s.ImagePolicy.APPROVED } }).app)).toEqual(always);
  });

  test('allows what a chart adds by its name, and nothing of the same kind', () => {
    const { app } = shop();
    const chart = app.node.findChild('beta') as Chart;
    new ApiObject(chart, 'Priority', { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'first' } });
    // no Namespace of Kubernetes
    new ApiObject(chart, 'Other', { apiVersion: 'example.com/v1', kind: 'Namespace', metadata: { name: 'other' } });
    expect(whitelist(app)).toEqual([{ group: '', kind: 'Namespace', name: 'shop' }, ...policies, { group: 'scheduling.k8s.io', kind: 'PriorityClass', name: 'first' }]);
  });

  test('stays until its last Application is gone', () => {
    expect(project(shop().app).metadata).toMatchObject({ finalizers: ['resources-finalizer.argocd.argoproj.io'] });
  });

  test('has no sync windows: they would hold a rollback that Kargo makes by itself', () => {
    expect(project(shop().app).spec).not.toHaveProperty('syncWindows');
  });

  test('lets operators act on Rollouts through Argo CD, and nobody else', () => {
    expect(project(shop().app).spec).not.toHaveProperty('roles');
    expect(project(shop({ release: { operators: 'operators' } }).app).spec.roles).toEqual([{
      name: 'operators',
      description: 'Act on Rollouts by hand',
      groups: ['operators'],
      policies: [
        'p, proj:shop-release:operators, applications, get, shop-release/*, allow',
        'p, proj:shop-release:operators, applications, sync, shop-release/*, allow',
        'p, proj:shop-release:operators, applications, action/argoproj.io/Rollout/*, shop-release/*, allow',
      ],
    }]);
  });
});

test('a failed sync is told to the channels that hear what wants attention, by the trigger that comes with Argo CD', () => {
  const { app, release } = shop();
  expect(project(app).metadata.annotations ?? {}).toEqual({});
  release.notify(k8s.Audience.slack('shop'));
  release.notify(k8s.Audience.slack('leads', { urgencies: [k8s.Urgency.ATTENTION] }));
  release.notify(k8s.Audience.slack('pages', { urgencies: [k8s.Urgency.PAGE] }));
  release.notify(k8s.Audience.webhook('program'));
  expect(project(app).metadata.annotations).toEqual({ 'notifications.argoproj.io/subscribe.on-sync-failed.slack': 'shop;leads' });
});

test('an Application tries again, says where it belongs, and takes nothing down when it is removed', () => {
  const { app } = shop({ waves: [['beta', { environments: [beta] }], ['gamma', { environments: [east] }]] });
  const { metadata, spec } = object(app, 'delivery', 'Application', 'shop-east');
  expect(metadata).not.toHaveProperty('finalizers');
  expect(spec).toMatchObject({
    info: [{ name: 'Repository', value: 'https://git.example.com/shop.git' }, { name: 'Wave', value: 'gamma' }, { name: 'Tier', value: 'staging' }],
    revisionHistoryLimit: 5,
    syncPolicy: { retry: { limit: 5, backoff: { duration: '5s', factor: 2, maxDuration: '3m' } } },
  });
});
