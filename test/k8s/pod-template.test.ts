import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Chart, Helm, Include, JsonPatch } from 'cdk8s';
import { ConfigMap, Deployment, ServiceAccount, Volume } from 'cdk8s-plus-28';
import { Artifact, k8s, Release, ReleasePipeline, ReleaseType } from 'spillway';
import { stringify } from 'yaml';
import type { Manifest } from './support/manifest-validator';
import { beta, DIGEST, IMAGE } from './support/shop';

const image = `${IMAGE}:1.0.0`;
const release = Release.of({ version: '1.0.0', commit: 'c', author: 'a', type: ReleaseType.BUGFIX, artifacts: [Artifact.image(IMAGE, DIGEST)] });
const deployment = (name: string) => ({
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec: { replicas: 3, selector: { matchLabels: { app: name } }, template: { metadata: { labels: { app: name } }, spec: { containers: [{ name, image }] } } },
});
const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: { colour: 'blue' } };

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'spillway-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function yaml(...objects: object[]): string {
  const file = join(folder, 'all.yaml');
  writeFileSync(file, objects.map((one) => stringify(one)).join('---\n'));
  return file;
}

/** What is applied beside a workload whose pods come from somewhere in its chart, and the pods. */
function applied(source: (chart: Chart) => k8s.IPodTemplate, late: () => void = () => undefined) {
  const app = new k8s.GitOpsApp({ outdir: 'unused' });
  const pipeline = new ReleasePipeline(app, 'Shop', { service: 'shop' });
  pipeline.addWave('beta', { environments: [beta] });
  const chart = new Chart(app, 'beta', { namespace: 'shop' });
  new k8s.Workload(chart, 'Web', { pipeline, environment: beta, podTemplate: source(chart), replicas: 1, release });
  late();
  const all = chart.toJson() as Manifest[];
  const { template } = all.find(({ kind }) => kind === 'Rollout')!.spec as { template: { metadata: { labels: object }; spec: Record<string, unknown> & { containers: { name: string; image: string }[] } } };
  return { objects: all.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort(), pods: template };
}

test('a Deployment of cdk8s-plus is taken out of its chart, and what its pods refer to stays', () => {
  let web: Deployment;
  const { objects, pods } = applied((chart) => {
    const settings = new ConfigMap(chart, 'Settings', { metadata: { name: 'settings' } });
    const serviceAccount = new ServiceAccount(chart, 'Identity', { metadata: { name: 'web' } });
    web = new Deployment(chart, 'Deployment', { serviceAccount, containers: [{ name: 'web', image, portNumber: 8080 }] });
    web.addVolume(Volume.fromConfigMap(web, 'Mounted', settings));
    return k8s.PodTemplate.of(web);
  }, () => web.addVolume(Volume.fromEmptyDir(web, 'Tmp', 'tmp')));
  expect(objects).toEqual(['ConfigMap settings', 'Rollout web', 'ServiceAccount web']);
  expect(pods.spec).toMatchObject({ serviceAccountName: 'web', containers: [{ name: 'web', image: `${IMAGE}@${DIGEST}` }] });
  expect(pods.spec.volumes).toMatchObject([{ configMap: { name: 'settings' } }, { name: 'tmp' }]);
});

test('what was made in the scope of the Deployment stays, too', () => {
  const { objects } = applied((chart) => {
    const web = new Deployment(chart, 'Deployment', { containers: [{ image }] });
    new ConfigMap(web, 'Settings', { metadata: { name: 'settings' } });
    return k8s.PodTemplate.of(web);
  });
  expect(objects).toEqual(['ConfigMap settings', 'Rollout web']);
});

test('one Deployment may describe the pods of several workloads', () => {
  const { objects } = applied((chart) => {
    const web = new Deployment(chart, 'Deployment', { containers: [{ image }] });
    k8s.PodTemplate.of(web);
    return k8s.PodTemplate.of(web);
  });
  expect(objects).toEqual(['Rollout web']);
});

test('one of several Deployments may describe the pods of several workloads', () => {
  const { objects } = applied((chart) => {
    const file = new Include(chart, 'File', { url: yaml(deployment('web'), deployment('worker')) });
    k8s.PodTemplate.of(file, 'worker');
    return k8s.PodTemplate.of(file, 'worker');
  });
  expect(objects).toEqual(['Deployment web', 'Rollout web']);
});

test('an ApiObject fits, also a Rollout that somebody wrote, with what is patched later', () => {
  let plain: ApiObject;
  const { objects, pods } = applied((chart) => {
    plain = new ApiObject(chart, 'Plain', { ...deployment('web'), apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' });
    return k8s.PodTemplate.of(plain);
  }, () => plain.addJsonPatch(JsonPatch.add('/spec/template/spec/priorityClassName', 'high')));
  expect(objects).toEqual(['Rollout web']);
  expect(pods.spec).toMatchObject({ priorityClassName: 'high' });
});

test('an included file gives its Deployment, and the rest of it is applied as it is', () => {
  const { objects, pods } = applied((chart) => k8s.PodTemplate.of(new Include(chart, 'File', { url: yaml(config, deployment('web')) })));
  expect(objects).toEqual(['ConfigMap settings', 'Rollout web']);
  expect(pods.metadata.labels).toMatchObject({ 'app': 'web', 'app.kubernetes.io/name': 'web' });
});

test('of several Deployments the one that is named is taken', () => {
  const { objects, pods } = applied((chart) => k8s.PodTemplate.of(new Include(chart, 'File', { url: yaml(deployment('web'), deployment('worker')) }), 'worker'));
  expect(objects).toEqual(['Deployment web', 'Rollout web']);
  expect(pods.spec.containers[0].name).toBe('worker');
});

test('SP5112 fails when several Deployments could be meant, or none is there', () => {
  const including = (url: string) => () => applied((chart) => k8s.PodTemplate.of(new Include(chart, 'File', { url })));
  expect(including(yaml(deployment('web'), deployment('worker')))).toThrow(/SP5112 beta\/Web: .*got "web, worker"/);
  expect(including(yaml(config, { ...config, kind: 'Secret' }))).toThrow(/SP5112 .*got "none"/);
});

test('SP5117 fails when a Service of cdk8s-plus selects by the place of the Deployment in the tree', () => {
  const exposed = () => applied((chart) => {
    const web = new Deployment(chart, 'Deployment', { containers: [{ image, portNumber: 8080 }] });
    web.exposeViaService({ name: 'clients' });
    return k8s.PodTemplate.of(web);
  });
  expect(exposed).toThrow(/SP5117 beta\/Web: .*got "Service clients"/);
});

test('all workloads of a chart look for what their Deployments left behind in one walk', () => {
  const resolved = (count: number) => {
    const app = new k8s.GitOpsApp({ outdir: 'unused' });
    const pipeline = new ReleasePipeline(app, 'Shop', { service: 'shop' });
    pipeline.addWave('beta', { environments: [beta] });
    const chart = new Chart(app, 'beta', { namespace: 'shop' });
    let asked = 0;
    for (let i = 0; i < count; i++) {
      const web = new Deployment(chart, `Deployment${i}`, { containers: [{ image, portNumber: 8080 }] });
      new k8s.Workload(chart, `Web${i}`, { pipeline, environment: beta, podTemplate: k8s.PodTemplate.of(web), replicas: 1, release });
      const own = new ApiObject(chart, `Settings${i}`, config);
      const toJson = own.toJson.bind(own);
      own.toJson = () => { asked += 1; return toJson(); };
    }
    for (const construct of chart.node.findAll()) construct.node.validate();
    return asked;
  };
  expect(resolved(1)).toBe(1);
  expect(resolved(8)).toBe(8);
});

const helm = spawnSync('helm', ['version']).status === 0;

(helm ? test : test.skip)(`a rendered Helm chart gives its Deployment${helm ? '' : ' (skipped: there is no helm here)'}`, () => {
  mkdirSync(join(folder, 'chart', 'templates'), { recursive: true });
  writeFileSync(join(folder, 'chart', 'Chart.yaml'), stringify({ apiVersion: 'v2', name: 'web', version: '1.0.0' }));
  writeFileSync(join(folder, 'chart', 'templates', 'all.yaml'), [config, deployment('web')].map((one) => stringify(one)).join('---\n'));
  const { objects } = applied((chart) => k8s.PodTemplate.of(new Helm(chart, 'Chart', { chart: join(folder, 'chart') })));
  expect(objects).toEqual(['ConfigMap settings', 'Rollout web']);
});
