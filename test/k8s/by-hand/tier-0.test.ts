import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Chart } from 'cdk8s';
import { k8s, TrafficShift } from 'spillway';
import { parseAllDocuments } from 'yaml';
import { CANARY, GATEWAY, shopOn, TIER_0, WATCHED } from '../support/engines';
import type { Manifest } from '../support/manifest-validator';
import type { ShopOptions } from '../support/shop';
import { beta, DIGEST, east, manifests, object, prodEu } from '../support/shop';

/** Groups of what every API server has without a CustomResourceDefinition. */
const BUILT_IN = ['', 'apps', 'autoscaling', 'batch', 'policy', 'networking.k8s.io', 'rbac.authorization.k8s.io', 'admissionregistration.k8s.io'];

const TWO_WAVES: ShopOptions = {
  waves: [
    ['beta', { environments: [beta], trafficShift: TrafficShift.allAtOnce() }],
    ['staging', { environments: [east], trafficShift: TrafficShift.rolling({ maxUnavailablePercent: 10 }) }],
  ],
  release: { imagePolicy: k8s.ImagePolicy.APPROVED, breakGlass: 'on-call' },
  workload: { router: k8s.TrafficRouter.nginx(), callers: ['ingress-nginx'] },
  deploy: { createNamespace: true },
};

const group = ({ apiVersion }: Manifest) => (apiVersion.includes('/') ? apiVersion.split('/')[0] : '');

describe('the smallest thing that works', () => {
  test('needs no CustomResourceDefinition', () => {
    const all = manifests(shopOn(TIER_0, TWO_WAVES).app);
    expect(all.length).toBeGreaterThan(10);
    expect(all.filter((manifest) => !BUILT_IN.includes(group(manifest))).map(({ kind }) => kind)).toEqual([]);
  });

  test('fails the same question with a controller, so that the question is one', () => {
    const engine = k8s.Engine.of({ promotion: k8s.Promotion.NONE });
    const all = manifests(shopOn(engine, { ...TWO_WAVES, workload: {} }).app);
    expect(all.filter((manifest) => !BUILT_IN.includes(group(manifest))).map(({ kind }) => kind)).toContain('Rollout');
  });

  test('every folder is one that kubectl renders, the namespace first', () => {
    const outdir = mkdtempSync(join(tmpdir(), 'tier-0-'));
    shopOn(TIER_0, { ...TWO_WAVES, app: new k8s.GitOpsApp({ outdir, engine: TIER_0 }) }).app.synth();
    expect(readdirSync(outdir).sort()).toEqual(['beta', 'delivery', 'east']);
    const rendered = Object.fromEntries(readdirSync(outdir).map((folder) => [
      folder, parseAllDocuments(execFileSync('kubectl', ['kustomize', join(outdir, folder)], { encoding: 'utf8' })).map((one) => one.toJSON() as Manifest),
    ]));
    for (const all of Object.values(rendered)) expect(all[0].kind).toBe('Namespace');
    expect(rendered.beta.map(({ kind }) => kind).sort()).toEqual([
      'ConfigMap', 'Deployment', 'Ingress', 'Namespace', 'NetworkPolicy', 'PodDisruptionBudget', 'Service',
      'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding', 'ValidatingAdmissionPolicyBinding',
    ]);
    expect(rendered.delivery.map(({ kind }) => kind)).toEqual(['Namespace', 'ConfigMap']);
    expect(JSON.stringify(rendered.beta.find(({ kind }) => kind === 'Deployment'))).toContain(DIGEST);
  });

  test('a namespace that is made admits restricted pods only; without being asked none is made', () => {
    expect(object(shopOn(TIER_0, TWO_WAVES).app, 'beta', 'Namespace', 'shop').metadata.labels).toMatchObject({ 'pod-security.kubernetes.io/enforce': 'restricted' });
    const { app } = shopOn(TIER_0, { ...TWO_WAVES, deploy: {} });
    expect((app.node.findChild('beta') as Chart).toJson().map(({ kind }: Manifest) => kind)).not.toContain('Namespace');
  });

  test('the plan is recorded where its namespace is made', () => {
    const { app } = shopOn(TIER_0, TWO_WAVES);
    expect(object(app, 'delivery', 'ConfigMap', 'shop-plan').metadata.namespace).toBe(object(app, 'delivery', 'Namespace', 'shop-release').metadata.name);
  });
});

describe('a plain Deployment', () => {
  const spec = (folder: string) => object(shopOn(TIER_0, TWO_WAVES).app, folder, 'Deployment', 'web').spec as { readonly strategy: object; readonly progressDeadlineSeconds: number };

  test('replaces its pods as the wave says', () => {
    expect(spec('east').strategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '10%' } });
    expect(spec('beta').strategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxSurge: '100%', maxUnavailable: 0 } });
    expect(spec('beta').progressDeadlineSeconds).toBe(600);
  });

  test('takes how long a pod is ready before it counts from the Deployment that describes it', () => {
    const podTemplate = k8s.PodTemplate.manifest({
      kind: 'Deployment', metadata: { name: 'web' }, spec: { minReadySeconds: 15, template: { spec: { containers: [{ name: 'web', image: `registry.example.com/shop/web@${DIGEST}` }] } } },
    });
    const { app } = shopOn(TIER_0, { ...TWO_WAVES, workload: { podTemplate } });
    expect(object(app, 'beta', 'Deployment', 'web').spec.minReadySeconds).toBe(15);
  });

  test('is routed by one backend, its Service', () => {
    expect(JSON.stringify(object(shopOn(TIER_0, TWO_WAVES).app, 'beta', 'Ingress', 'web').spec)).toContain('"service":{"name":"web"');
  });
});

test('a production wave is not for it: nobody would watch what it does', () => {
  const wave = { environments: [prodEu], trafficShift: TrafficShift.rolling() };
  expect(() => manifests(shopOn(TIER_0, { waves: [['prod', wave]] }).app)).toThrow(/SP2001 /);
  expect(() => manifests(shopOn(TIER_0, { pipeline: { rollbackOn: WATCHED }, waves: [['prod', wave]] }).app)).toThrow(/SP2008 /);
});

test('Argo Rollouts alone shifts and aborts without anybody who promotes', () => {
  const engine = k8s.Engine.of({ promotion: k8s.Promotion.NONE });
  const { app } = shopOn(engine, { pipeline: { rollbackOn: WATCHED }, waves: [['staging', { environments: [east], trafficShift: CANARY }]], workload: { router: GATEWAY } });
  expect(() => manifests(app)).not.toThrow();
  expect(object(app, 'east', 'AnalysisTemplate', 'web-watch-10m')).toBeDefined();
  expect(new Set(manifests(app).map(({ kind }) => kind))).not.toContain('Application');
});
