import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import { k8s } from 'spillway';
import { parse } from 'yaml';
import { beta, DIGEST, IMAGE, east, shop } from './support/shop';

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
