import { rejects } from 'node:assert/strict';
import { join } from 'node:path';
import { SHAPES, writeTrial } from '../app';
import type { ApiError } from '../cluster/api';
import type { Manifest } from '../cluster/manifest';
import { folder } from '../cluster/manifests';
import type { Scenario } from '../world';

interface Template {
  readonly spec: { readonly containers: Record<string, unknown>[] } & Record<string, unknown>;
}

export const podSecurity: Scenario = {
  name: 'a namespace that enforces Pod Security "restricted" takes the pods as the library wrote them, and none without what it wrote',
  async run(world) {
    const { api, cluster } = world;
    await world.namespace('restricted');
    const outdir = join(world.folder, 'restricted');
    writeTrial({ outdir, namespace: 'restricted', shape: SHAPES.canary, version: 'v1', prometheusUrl: cluster.prometheus.url });
    const rollout = folder(join(outdir, 'live')).find(({ kind }) => kind === 'Rollout') as Manifest & { spec: { template: Template } };
    const pod = (name: string, spec: object) => api.create({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'restricted' }, spec } as Manifest);
    const { spec } = rollout.spec.template;
    await pod('as-written', spec);

    const { securityContext: _ofPod, ...open } = spec;
    const [{ securityContext: _ofContainer, ...container }] = spec.containers;
    const forbidden = (...why: RegExp[]) => (error: ApiError) => error.code === 403 && /PodSecurity "restricted/.test(error.message) && why.every((one) => one.test(error.message));
    await rejects(pod('no-profile', open), forbidden(/seccompProfile/, /runAsNonRoot/));
    await rejects(pod('capable', { ...spec, containers: [container] }), forbidden(/allowPrivilegeEscalation/, /capabilities\.drop=\["ALL"\]/));
    await api.delete('/api/v1/namespaces/restricted');
  },
};
