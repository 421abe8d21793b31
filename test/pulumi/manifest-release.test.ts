import * as pulumi from '@pulumi/pulumi';
import type { Manifest, ManifestReleaseArgs, ProblemError } from 'spillway/pulumi';
import { ManifestRelease } from 'spillway/pulumi';
import { brokenPlan, soundPlan } from './plans';
import { Recorder, valueOf } from './recorder';

const object = (apiVersion: string, kind: string, name: string, namespace?: string, more: object = {}): Manifest =>
  ({ apiVersion, kind, metadata: { name, ...(namespace && { namespace }) }, ...more });
const namespace = object('v1', 'Namespace', 'shop');
const definition = object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'rollouts.argoproj.io', undefined, {
  spec: { group: 'argoproj.io', names: { kind: 'Rollout' } },
});
const rollout = object('argoproj.io/v1alpha1', 'Rollout', 'web', 'shop', { spec: { replicas: 2 } });

async function registered(charts: Record<string, Manifest[]>, more: Partial<ManifestReleaseArgs> = {}) {
  const recorder = new Recorder();
  const release = await recorder.run(() => new ManifestRelease('shop', { plan: soundPlan(), charts, ...more }));
  return { recorder, release };
}

function codesOf(charts: Record<string, unknown[]>, more: Partial<ManifestReleaseArgs> = {}): string[] {
  try {
    new ManifestRelease('shop', { plan: soundPlan(), charts: charts as Record<string, Manifest[]>, ...more });
    return [];
  } catch (thrown) {
    return (thrown as ProblemError).problems.map(({ code }) => code);
  }
}

class Cluster extends pulumi.ProviderResource {}

test('an object is registered as its kind, below its chart', async () => {
  const { recorder } = await registered({ prod: [rollout] });
  // the mock names only the nearest parent in a urn
  expect(recorder.of('shop/prod/shop/web').urn).toBe('urn:pulumi:stack::project::spillway:pulumi:Chart$kubernetes:argoproj.io/v1alpha1:Rollout::shop/prod/shop/web');
  expect(recorder.of('shop/prod').urn).toBe('urn:pulumi:stack::project::spillway:pulumi:ManifestRelease$spillway:pulumi:Chart::shop/prod');
  expect(recorder.of('shop/prod/shop/web').inputs).toEqual(rollout);
});

test('the core group has a name of its own in tokens', async () => {
  const { recorder } = await registered({ prod: [namespace] });
  expect(recorder.of('shop/prod/shop').type).toBe('kubernetes:core/v1:Namespace');
});

test('an object waits for its namespace and the definition of its kind, wherever they stand', async () => {
  const { recorder, release } = await registered({ prod: [rollout, namespace], cluster: [definition] });
  expect(recorder.of('shop/prod/shop/web').dependencies.sort()).toEqual(['shop/cluster/rollouts.argoproj.io', 'shop/prod/shop']);
  expect(recorder.of('shop/prod/shop').dependencies).toEqual([]);
  expect(await Promise.all(release.objects.prod.map(({ urn }) => valueOf(urn)))).toEqual([
    expect.stringMatching(/::shop\/prod\/shop$/), expect.stringMatching(/::shop\/prod\/shop\/web$/),
  ]);
});

test('an object does not wait for a namespace of another cluster', async () => {
  const recorder = new Recorder();
  await recorder.run(() => new ManifestRelease('shop', {
    plan: soundPlan(),
    charts: { eu: [namespace], us: [rollout] },
    providers: { eu: new Cluster('kubernetes', 'eu'), us: new Cluster('kubernetes', 'us') },
    providerVersion: '4.23.0',
  }));
  expect(recorder.of('shop/us/shop/web').dependencies).toEqual([]);
  expect(recorder.of('shop/us/shop/web').provider).toBe('us');
  expect(recorder.of('shop/eu/shop').provider).toBe('eu');
  expect(recorder.of('shop/eu/shop').version).toBe('4.23.0');
});

test('the same manifests can go to two clusters', async () => {
  const recorder = new Recorder();
  const release = await recorder.run(() => new ManifestRelease('shop', {
    plan: soundPlan(), charts: { eu: [namespace], us: [namespace] }, providers: { eu: new Cluster('kubernetes', 'eu') },
  }));
  expect(recorder.of('shop/eu/shop').urn).not.toBe(recorder.of('shop/us/shop').urn);
  expect(release.objects.eu).not.toEqual(release.objects.us);
});

test('what a Secret holds is secret', async () => {
  const { recorder } = await registered({ prod: [object('v1', 'Secret', 'token', 'shop', { stringData: { token: 'hush' } })] });
  const { inputs, secretOutputs } = recorder.of('shop/prod/shop/token');
  expect(inputs.stringData).toMatchObject({ '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270' });
  expect(inputs).not.toHaveProperty('data');
  expect(secretOutputs).toEqual(['data', 'stringData']);
});

test('the plan is an output', async () => {
  const { release } = await registered({ prod: [namespace] });
  expect(await valueOf(release.plan)).toBe(soundPlan().toJson());
});

test('fails when something is not an object, with all of them at once', () => {
  expect(codesOf({ prod: [{ kind: 'Service' }, null, 'text', { apiVersion: 'v1', kind: 'Pod', metadata: { generateName: 'x-' } }] }))
    .toEqual(['SP6102', 'SP6102', 'SP6102', 'SP6102']);
});

test('fails when an object is declared twice in one cluster', () => {
  expect(codesOf({ beta: [rollout], prod: [rollout] })).toEqual(['SP6103']);
  expect(codesOf({ prod: [rollout, object('argoproj.io/v1alpha1', 'Rollout', 'web', 'other')] })).toEqual([]);
});

test('fails when a provider is for a chart that is not there', () => {
  expect(codesOf({ prod: [rollout] }, { providers: { prd: undefined as unknown as Cluster } })).toEqual(['SP6006']);
});

test('fails when the plan has errors, before anything is registered', async () => {
  const recorder = new Recorder();
  await recorder.run(() => expect(() => new ManifestRelease('shop', { plan: brokenPlan(), charts: { prod: [rollout] } })).toThrow('SP3001'));
  expect(recorder.registrations).toEqual([]);
});
