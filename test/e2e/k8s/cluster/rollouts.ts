import { join } from 'node:path';
import { until } from '../../aws/until';
import type { Api } from './api';
import type { ControlPlane } from './control-plane';
import { install } from './crds';
import type { Manifest } from './manifest';
import { manifestsOf } from './manifests';
import { freePorts } from './ports';
import { Program } from './program';

const NAMESPACE = 'argo-rollouts';
const LEASE = `/apis/coordination.k8s.io/v1/namespaces/${NAMESPACE}/leases/argo-rollouts-controller-lock`;

/** The controller of Argo Rollouts, with the rights it is installed with. */
export class RolloutsController {
  /** @param role the file of the ClusterRole that belongs to the version */
  public static async install(plane: ControlPlane, bin: string, folder: string, role: string): Promise<RolloutsController> {
    const { api } = plane;
    await install(api, 'argo-rollouts-v1.9.1');
    await install(api, 'gateway-api-v1.6.1');
    await api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
    for (const manifest of manifestsOf(role)) await api.apply(manifest);
    await api.apply(bound('argo-rollouts'));
    await gatewayApi(api, join(bin, 'gateway-api'));
    const controller = new RolloutsController(plane, await plane.serviceAccount(NAMESPACE, 'argo-rollouts'), bin, folder);
    await controller.start();
    return controller;
  }

  public program?: Program;

  private constructor(
    private readonly plane: ControlPlane,
    private readonly kubeconfig: string,
    private readonly bin: string,
    private readonly folder: string,
  ) {}

  /** Answers when it leads, which after a crash takes as long as the lease it held. */
  public async start(): Promise<void> {
    const [metrics, health] = await freePorts(2);
    const before = await this.holder();
    this.program = new Program(join(this.bin, 'rollouts-controller'), [
      `--kubeconfig=${this.kubeconfig}`, `--metricsPort=${metrics}`, `--healthzPort=${health}`, '--loglevel=info',
    ], this.folder, { ARGO_ROLLOUTS_NAMESPACE: NAMESPACE, POD_NAMESPACE: NAMESPACE, KUBECONFIG: this.kubeconfig });
    await this.program.ready(() => fetch(`http://127.0.0.1:${health}/healthz`).then(({ ok }) => ok));
    await until('a new controller of Argo Rollouts leads', async () => {
      const holder = await this.holder();
      return holder !== '' && holder !== before;
    });
  }

  /** It ends in the middle of what it does. */
  public async crash(): Promise<void> {
    await this.program?.stop('SIGKILL');
  }

  public async stop(): Promise<void> {
    await this.program?.stop();
  }

  private async holder(): Promise<string> {
    const lease = await this.plane.api.get<Manifest & { spec: { holderIdentity?: string } }>(LEASE).catch(() => undefined);
    return lease?.spec.holderIdentity ?? '';
  }
}

/** What the plugin for the Gateway API is installed with. It is told where it is before the controller starts. */
async function gatewayApi(api: Api, plugin: string): Promise<void> {
  await api.apply({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'argo-rollouts-config', namespace: NAMESPACE },
    data: { trafficRouterPlugins: JSON.stringify([{ name: 'argoproj-labs/gatewayAPI', location: `file://${plugin}` }]) },
  } as Manifest);
  await api.apply({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'gateway-api' },
    rules: [{ apiGroups: ['gateway.networking.k8s.io'], resources: ['httproutes'], verbs: ['get', 'update'] }],
  } as Manifest);
  await api.apply(bound('gateway-api'));
}

/** Gives the controller a role everywhere. */
function bound(role: string): Manifest {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: role },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
    subjects: [{ kind: 'ServiceAccount', namespace: NAMESPACE, name: 'argo-rollouts' }],
  } as Manifest;
}
