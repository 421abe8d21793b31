import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Api } from './cluster/api';
import type { Cluster } from './cluster/cluster';
import type { Manifest } from './cluster/manifest';

/** What scenarios have at hand. They run at the same time, each in namespaces of its own. */
export class World {
  private readonly kubeconfig: string;

  /** @param folder for what they write */
  constructor(public readonly cluster: Cluster, public readonly folder: string) {
    const { users, url, caFile } = cluster.plane;
    this.kubeconfig = users.kubeconfig('admin', url, caFile);
  }

  /** As its administrator. */
  public get api(): Api {
    return this.cluster.plane.api;
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
