import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Api } from './cluster/api';
import type { Cluster } from './cluster/cluster';
import type { Manifest } from './cluster/manifest';

const PEOPLE = 'people';

/** What scenarios have at hand. They run at the same time, each in namespaces of its own. */
export class World {
  /** @param folder for what they write */
  public static async start(cluster: Cluster, folder: string): Promise<World> {
    const apiGroup = 'rbac.authorization.k8s.io';
    // whoever acts here may do everything, so that what is denied is denied by a policy
    await cluster.plane.api.apply({
      apiVersion: `${apiGroup}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name: PEOPLE },
      roleRef: { apiGroup, kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ kind: 'Group', apiGroup, name: PEOPLE }, { kind: 'ServiceAccount', namespace: 'kargo', name: 'kargo-controller' }],
    } as Manifest);
    return new World(cluster, folder, cluster.plane.kubeconfig('admin'));
  }

  private constructor(public readonly cluster: Cluster, public readonly folder: string, private readonly kubeconfig: string) {}

  /** As its administrator. */
  public get api(): Api {
    return this.cluster.plane.api;
  }

  /** As Kargo's controller, which is not here. */
  public get kargo(): Api {
    return this.api.as('system:serviceaccount:kargo:kargo-controller', 'system:serviceaccounts', 'system:serviceaccounts:kargo');
  }

  /** As somebody who has every right, and is in groups. */
  public person(name: string, ...groups: string[]): Api {
    return this.api.as(name, PEOPLE, ...groups);
  }

  /** A namespace that takes only pods that Pod Security calls restricted. */
  public async namespace(name: string): Promise<void> {
    const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
    await this.api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } } as Manifest);
  }

  /** Argo Rollouts' own command line. */
  public async plugin(...args: string[]): Promise<string> {
    const { stdout, stderr } = await promisify(execFile)(join(this.cluster.bin, 'kubectl-argo-rollouts'), args, { env: { KUBECONFIG: this.kubeconfig, HOME: this.folder } });
    return stdout + stderr;
  }
}

/** One thing that must hold. */
export interface Scenario {
  readonly name: string;
  /** It disturbs the others, and runs when they are through. */
  readonly alone?: true;
  run(world: World): Promise<void>;
}
