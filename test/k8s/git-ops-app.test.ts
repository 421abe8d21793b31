import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { Environment, Gate, k8s, ReleasePipeline, Tier } from 'spillway';
import { parse } from 'yaml';
import { beta, DIGEST, IMAGE, east, PODS, shop } from './support/shop';

let outdir: string;
beforeEach(() => { outdir = join(mkdtempSync(join(tmpdir(), 'spillway-')), 'dist'); });
afterEach(() => rmSync(join(outdir, '..'), { recursive: true, force: true }));

const waves: Parameters<typeof shop>[0] = { waves: [['beta', { environments: [beta] }], ['prod', { environments: [east] }]] };
const app = () => new k8s.GitOpsApp({ outdir });
const all = () => readdirSync(outdir, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));

test('writes a folder for each environment, whose kustomization lists every file and every digest', () => {
  shop({ ...waves, app: app() }).app.synth();
  expect(readdirSync(outdir).sort()).toEqual(['beta', 'delivery', 'east']);
  const files = readdirSync(join(outdir, 'east')).sort();
  expect(files).toEqual(['PodDisruptionBudget.web.yaml', 'Rollout.web.yaml', 'Service.web.yaml', 'kustomization.yaml']);
  expect(parse(readFileSync(join(outdir, 'east', 'kustomization.yaml'), 'utf8'))).toEqual({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    metadata: { annotations: { 'spillway.dev/recorded': '' } },
    resources: files.filter((file) => file !== 'kustomization.yaml'),
    images: [{ name: IMAGE, digest: DIGEST }],
  });
  expect(existsSync(join(outdir, 'delivery', 'kustomization.yaml'))).toBe(false);
});

test('writes the same bytes every time', () => {
  const bytes = () => {
    shop({ ...waves, app: app() }).app.synth();
    return all().sort().map((file) => [file, readFileSync(file, 'utf8')]);
  };
  expect(bytes()).toEqual(bytes());
});

test('fails when one workload has a problem, and writes nothing at all', () => {
  const made = shop({ ...waves, app: app(), workload: { podTemplate: k8s.PodTemplate.inline({ spec: { containers: [{ name: 'web', image: `${IMAGE}:1` }] } }) } });
  expect(() => made.app.synth()).toThrow(/SP5102 beta\/Web[\s\S]*SP5102 east\/Web/);
  expect(existsSync(outdir)).toBe(false);
});

test('fails when the plan is unsound, and writes nothing at all', () => {
  const made = shop({ ...waves, app: app(), pipeline: { supersede: false } });
  expect(() => made.app.synth()).toThrow(/SP3101 .*order.keep/);
  expect(existsSync(outdir)).toBe(false);
});

test('what an app no longer has is gone from its folders; folders of others stay', () => {
  const first = shop({ ...waves, app: app() });
  new ApiObject(first.app.node.findChild('beta'), 'Extra', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'extra' } });
  first.app.synth();
  expect(existsSync(join(outdir, 'beta', 'ConfigMap.extra.yaml'))).toBe(true);
  writeFileSync(join(outdir, 'README.md'), 'kept');
  shop({ ...waves, app: app() }).app.synth();
  expect(readdirSync(outdir).sort()).toEqual(['README.md', 'beta', 'delivery', 'east']);
  expect(existsSync(join(outdir, 'beta', 'ConfigMap.extra.yaml'))).toBe(false);
});

test('fails when a file cannot be written, and leaves everything as it was', () => {
  shop({ ...waves, app: app() }).app.synth();
  const before = all().sort();
  const made = shop({ ...waves, app: app(), workload: { replicas: 7 } });
  new ApiObject(made.app.node.findChild('east'), 'Long', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'n'.repeat(300) } });
  expect(() => made.app.synth()).toThrow(/ENAMETOOLONG/);
  expect(all().sort()).toEqual(before);
  expect(readFileSync(join(outdir, 'beta', 'Rollout.web.yaml'), 'utf8')).not.toContain('replicas: 7');
});

/** One more release, of a service whose objects stand in the chart of the first one. */
function another({ app: made }: ReturnType<typeof shop>, project?: string): void {
  const environment = new Environment('cart-beta', { tier: Tier.TEST });
  const pipeline = new ReleasePipeline(made, 'Cart', { service: 'cart' });
  pipeline.addWave('beta', { environments: [environment], gates: [Gate.approval({ group: 'cart-approvers' })] });
  const release = new k8s.GitOpsRelease(made.node.findChild('delivery') as Chart, 'Cart', {
    pipeline, project, repository: { url: 'https://git.example.com/cart.git' }, images: [{ repository: IMAGE }],
  });
  const chart = new Chart(made, 'cart-beta', { namespace: 'cart' });
  new k8s.Workload(chart, 'Cart', { pipeline, environment, podTemplate: k8s.PodTemplate.inline(PODS), replicas: 2 });
  release.deploy(environment, chart);
}

const approved: Parameters<typeof shop>[0] = { waves: [['beta', { environments: [beta], gates: [Gate.approval({ group: 'shop-approvers' })] }]] };
const role = (chart: Chart, id: string, namespace?: string) =>
  new ApiObject(chart, id, { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: 'reader', namespace } });

test('releases in one chart have files of their own for what has the same name in their namespaces', () => {
  const made = shop({ ...approved, app: app() });
  const alone = shop({ ...approved, app: new k8s.GitOpsApp({ outdir: join(outdir, 'alone') }) });
  another(made);
  for (const one of [made, alone]) one.app.synth();
  const files = readdirSync(join(outdir, 'delivery'));
  for (const file of ['PromotionTask.prepare', 'PromotionTask.take-back', 'Role.approvers-beta', 'ServiceAccount.approvers-beta']) {
    expect(files.filter((name) => name.startsWith(`${file}.`))).toEqual([`${file}.cart-release.yaml`, `${file}.shop-release.yaml`]);
    for (const project of ['cart-release', 'shop-release']) {
      expect(parse(readFileSync(join(outdir, 'delivery', `${file}.${project}.yaml`), 'utf8')).metadata.namespace).toBe(project);
    }
    expect(readdirSync(join(outdir, 'alone', 'delivery'))).toContain(`${file}.yaml`);
  }
});

test('what is in the namespace of its chart has the name that it had without the others, and the kustomization lists all', () => {
  const made = shop({ ...waves, app: app() });
  const chart = made.app.node.findChild('beta') as Chart;
  role(chart, 'Own');
  role(chart, 'Other', 'gateways');
  made.app.synth();
  const listed = ['Role.reader.gateways.yaml', 'Role.reader.yaml'];
  expect(readdirSync(join(outdir, 'beta')).filter((name) => name.startsWith('Role.'))).toEqual(listed);
  expect(parse(readFileSync(join(outdir, 'beta', 'kustomization.yaml'), 'utf8')).resources).toEqual(expect.arrayContaining(listed));
  expect(parse(readFileSync(join(outdir, 'beta', 'Role.reader.yaml'), 'utf8')).metadata.namespace).toBe('shop');
});

test('SP5204 fails when a chart of any kind has an object twice, and writes nothing at all', () => {
  const twice = shop({ ...approved, app: app() });
  another(twice, 'shop-release');
  expect(() => twice.app.synth()).toThrow(/SP5204 delivery\/Cart\/AppProject-shop-release: .*got "AppProject.shop-release.yaml"/);
  const made = shop({ ...waves, app: app() });
  const platform = new Chart(made.app, 'platform');
  for (const id of ['first', 'second']) role(platform, id, 'a');
  expect(() => made.app.synth()).toThrow(/SP5204 platform\/second: .*got "Role.reader.yaml"/);
  expect(existsSync(outdir)).toBe(false);
});
