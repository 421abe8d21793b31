import { beta, east, object, shop } from './support/shop';

const waves: Parameters<typeof shop>[0] = { waves: [['beta', { environments: [beta] }], ['prod', { environments: [east] }]] };
const spec = (options: Parameters<typeof shop>[0], kind: string, name: string) => object(shop({ ...waves, ...options }).app, 'delivery', kind, name).spec;

test('Argo CD makes the namespace with the label of Pod Security, and its project allows it this one', () => {
  const deploy = { createNamespace: true };
  expect(spec({ deploy }, 'Application', 'shop-beta').syncPolicy).toMatchObject({
    managedNamespaceMetadata: { labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
    syncOptions: expect.arrayContaining(['CreateNamespace=true']),
  });
  expect(spec({ deploy }, 'AppProject', 'shop-release').clusterResourceWhitelist).toContainEqual({ group: '', kind: 'Namespace', name: 'shop' });
});

test('it makes none where nothing is said', () => {
  expect(spec({}, 'Application', 'shop-beta').syncPolicy).not.toHaveProperty('managedNamespaceMetadata');
  expect(spec({}, 'Application', 'shop-beta').syncPolicy).not.toMatchObject({ syncOptions: expect.arrayContaining(['CreateNamespace=true']) });
});
