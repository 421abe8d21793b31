import { equal, ok } from 'node:assert/strict';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { shopApp } from '../../../../examples/k8s-shop/app';
import { ordersOnKubernetes } from '../../../../examples/two-worlds/k8s';
import { until } from '../../aws/until';
import { ArgoCd } from '../argo-cd';
import type { Manifest } from '../cluster/manifest';
import { folder, manifestsOf } from '../cluster/manifests';
import type { Scenario, World } from '../world';

interface Rollout extends Manifest {
  readonly status?: { readonly phase?: string; readonly message?: string; readonly availableReplicas?: number };
}

/** The examples as they are, written where they hinder nobody. */
const EXAMPLES: Record<string, (outdir: string) => { synth(): void }> = { 'k8s-shop': shopApp, 'two-worlds': ordersOnKubernetes };

export const examples: Scenario[] = Object.entries(EXAMPLES).map(([name, app]) => ({
  name: `examples/${name}: all objects pass strict validation, the controller's own lint finds nothing, and each environment becomes healthy`,
  async run(world) {
    const { api, cluster: { prometheus } } = world;
    const outdir = join(world.folder, name);
    app(outdir).synth();
    const environments = readdirSync(outdir).filter((each) => existsSync(join(outdir, each, 'kustomization.yaml')));
    ok(environments.length > 0);

    const delivery = folder(join(outdir, 'delivery'));
    // Kargo makes the namespace of its Project; Argo CD is installed in its own
    for (const each of new Set(delivery.flatMap(({ metadata: { namespace } }) => namespace ?? []))) await world.namespace(each);
    for (const manifest of delivery) await api.apply(manifest);

    const argoCd = new ArgoCd(api, delivery);
    for (const environment of environments) {
      // in the world each of them is a cluster of its own
      const manifests = folder(join(outdir, environment));
      const [{ metadata: { namespace } }] = manifests;
      await linted(world, join(outdir, `${environment}.yaml`), manifests);
      await until(`the namespace ${namespace} is free`, () => world.namespace(namespace!).then(() => true, () => false));
      await argoCd.sync(manifests);
      const rules = manifests.filter(({ kind }) => kind === 'PrometheusRule');
      for (const rule of rules) await prometheus.load(rule);
      const healthy = async () => {
        const rollouts = await api.list<Rollout>(`/apis/argoproj.io/v1alpha1/namespaces/${namespace}/rollouts`);
        const invalid = rollouts.find(({ status }) => status?.phase === 'Degraded');
        if (invalid) throw new Error(`${invalid.metadata.name} in ${environment}: ${invalid.status!.message}`);
        return rollouts.length > 0 && rollouts.every(({ status }) => status?.phase === 'Healthy') && rollouts;
      };
      const rollouts = await until(`${environment} is healthy`, healthy, 120);
      equal(rollouts.length, manifests.filter(({ kind }) => kind === 'Rollout').length);
      for (const rule of rules) await prometheus.unload(rule);
      await api.delete(`/api/v1/namespaces/${namespace}`);
      await until(`the namespace ${namespace} is gone`, () => api.get(`/api/v1/namespaces/${namespace}`).then(() => false, () => true), 120);
    }
  },
}));

/** Argo Rollouts' own validation, with the Services and analyses that the Rollouts refer to. */
async function linted(world: World, file: string, manifests: Manifest[]): Promise<void> {
  writeFileSync(file, manifests.map((manifest) => stringify(manifest)).join('---\n'));
  equal(manifestsOf(file).length, manifests.length);
  await world.plugin('lint', '--filename', file);
}
