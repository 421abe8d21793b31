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
    const added = (...objects: [apiVersion: string, kind: string, namespace?: string][]) => {
      const { app } = shop();
      for (const [apiVersion, kind, namespace] of objects) {
        new ApiObject(app.node.findChild('beta') as Chart, `${apiVersion}-${kind}`, { apiVersion, kind, metadata: { name: `own-${kind.toLowerCase()}`, namespace } });
      }
      return (whitelist(app) as object[]).slice(3);
    };
    expect(added(
      ['scheduling.k8s.io/v1', 'PriorityClass'], ['v1', 'Namespace'], ['cert-manager.io/v1', 'ClusterIssuer'], ['argoproj.io/v1alpha1', 'ClusterAnalysisTemplate'],
      ['admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration'], ['networking.k8s.io/v1', 'IngressClass'], ['gateway.networking.k8s.io/v1', 'GatewayClass'],
    )).toEqual([
      { group: 'scheduling.k8s.io', kind: 'PriorityClass', name: 'own-priorityclass' },
      { group: '', kind: 'Namespace', name: 'own-namespace' },
      { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'own-clusterissuer' },
      { group: 'argoproj.io', kind: 'ClusterAnalysisTemplate', name: 'own-clusteranalysistemplate' },
      { group: 'admissionregistration.k8s.io', kind: 'ValidatingWebhookConfiguration', name: 'own-validatingwebhookconfiguration' },
      { group: 'networking.k8s.io', kind: 'IngressClass', name: 'own-ingressclass' },
      { group: 'gateway.networking.k8s.io', kind: 'GatewayClass', name: 'own-gatewayclass' },
    ]);
    // a kind that nobody here knows may be one of the cluster: an entry for one that is not has no effect
    expect(added(['example.com/v1', 'ConfigMap'])).toEqual([{ group: 'example.com', kind: 'ConfigMap', name: 'own-configmap' }]);
    expect(added(['v1', 'ConfigMap'], ['apps/v1', 'Deployment'], ['networking.k8s.io/v1', 'Ingress'])).toEqual([]);
  });

  test('allows the namespaces that objects of a chart name, in the cluster of the chart', () => {
    const waves: Parameters<typeof shop>[0] = { waves: [['beta', { environments: [beta] }], ['gamma', { environments: [east] }]] };
    const { app } = shop(waves);
    const chart = app.node.findChild('east') as Chart;
    new ApiObject(chart, 'Grant', { apiVersion: 'gateway.networking.k8s.io/v1beta1', kind: 'ReferenceGrant', metadata: { name: 'shop', namespace: 'gateways' } });
    new ApiObject(chart, 'Role', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: 'shop', namespace: 'gateways' } });
    expect(project(app).spec.destinations).toEqual([
      { name: 'beta', namespace: 'shop' }, { name: 'east', namespace: 'shop' }, { name: 'east', namespace: 'gateways' },
    ]);
  });

  test('allows no namespace because an object of the cluster says one', () => {
    const { app } = shop();
    const metadata = { name: 'reader', namespace: 'kube-system' };
    new ApiObject(app.node.findChild('beta') as Chart, 'Role', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata });
    expect(project(app).spec.destinations).toEqual([{ name: 'beta', namespace: 'shop' }]);
    expect(whitelist(app)).toContainEqual({ group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'reader' });
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
