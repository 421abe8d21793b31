import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, JsonPatch } from 'cdk8s';
import { k8s } from 'spillway';
import { beta, shop } from './support/shop';

let outdir: string;
beforeEach(() => { outdir = mkdtempSync(join(tmpdir(), 'spillway-')); });
afterEach(() => rmSync(outdir, { recursive: true, force: true }));

const made = () => shop({ waves: [['beta', { environments: [beta] }]], app: new k8s.GitOpsApp({ outdir }) }).app;
const chart = (app: k8s.GitOpsApp) => app.node.findChild('beta');
const warnings = (app: k8s.GitOpsApp) => chart(app).node.metadata.filter(({ type }) => type === 'spillway:warning').map(({ data }) => data as string);

test('what the library emits is judged, and nothing is said of it', () => {
  const app = made();
  app.synth();
  expect(app.node.findAll().flatMap((construct) => construct.node.metadata).filter(({ type }) => type === 'spillway:warning')).toEqual([]);
  expect(readdirSync(outdir).sort()).toEqual(['beta', 'delivery']);
});

test('fails when an object that was added by hand would be refused by its controller, and writes nothing', () => {
  const app = made();
  new ApiObject(chart(app), 'Other', { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'other' }, spec: { strategy: {} } });
  expect(() => app.synth()).toThrow(/\[beta\] SP5221 beta\/Rollout\/other\/spec\/strategy: .*allowed is either canary or blueGreen/);
  expect(readdirSync(outdir)).toEqual([]);
});

test('fails when an escape hatch makes an unsafe object of a sound one', () => {
  const app = made();
  const rollout = app.node.findAll().find((construct) => ApiObject.isApiObject(construct) && construct.kind === 'Rollout') as ApiObject;
  rollout.addJsonPatch(JsonPatch.replace('/spec/strategy', { canary: { maxSurge: 0, maxUnavailable: 0 } }));
  expect(() => app.synth()).toThrow(/SP5229 beta\/Rollout\/web\/spec\/strategy\/canary\/maxUnavailable/);
});

test('what a controller takes although it is unsafe is a warning, kept once', () => {
  const app = made();
  new ApiObject(chart(app), 'Tools', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'tools' } });
  app.synth();
  app.synth();
  expect(warnings(app)).toEqual([expect.stringMatching(/^SP5292 beta\/Namespace\/tools\/metadata\/labels: namespace enforces no Pod Security/)]);
});
