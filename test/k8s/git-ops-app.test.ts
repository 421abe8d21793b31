import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  expect(files).toEqual(['Rollout.web.yaml', 'Service.web-canary.yaml', 'Service.web-stable.yaml', 'Service.web.yaml', 'kustomization.yaml']);
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
  expect(all()).toEqual([]);
});

test('fails when the plan is unsound, and writes nothing at all', () => {
  const made = shop({ ...waves, app: app(), pipeline: { supersede: false } });
  expect(() => made.app.synth()).toThrow(/SP3101 .*order.keep/);
  expect(all()).toEqual([]);
});
