import { until } from '../aws/until';
import type { Api } from './cluster/api';
import type { Manifest } from './cluster/manifest';
import type { Watch } from './cluster/watch';

const NODE = 'node';

/** What is looked at of a pod. */
export interface Pod extends Manifest {
  readonly spec: { readonly nodeName?: string; readonly containers: { readonly name: string; readonly image: string }[] };
  readonly status: { readonly phase: string };
}

/** A node that there is not. Its pods run and are ready at once, and go at once, though nothing of them runs. */
export class Kubelet {
  /** Makes the node, so that pods can be scheduled to it. */
  public static async start(api: Api): Promise<Kubelet> {
    await api.apply({ apiVersion: 'v1', kind: 'Node', metadata: { name: NODE, labels: { 'kubernetes.io/hostname': NODE } } });
    const resources = { cpu: '1k', memory: '4Ti', pods: '10k' };
    await api.patch(`/api/v1/nodes/${NODE}/status`, { status: { capacity: resources, allocatable: resources, conditions: [{ type: 'Ready', status: 'True', reason: 'Made', message: '' }] } });
    // the API server lets no node start without it; a controller that is not here takes it away
    await until('the node takes pods', () => api.patch(`/api/v1/nodes/${NODE}`, { spec: { taints: null } }).then(() => true));
    return new Kubelet(api);
  }

  private addresses = 0;
  private readonly started = new Set<string>();
  private readonly watch: Watch<Pod>;

  private constructor(private readonly api: Api) {
    this.watch = api.watch<Pod>(`/api/v1/pods?fieldSelector=spec.nodeName=${NODE}`, (change, pod) => {
      if (change === 'DELETED') this.started.delete(pod.metadata.uid!);
      // a pod that goes away between two of these is nobody's concern
      else this.run(pod).catch(() => undefined);
    });
  }

  public stop(): void {
    this.watch.stop();
  }

  private async run({ metadata: { namespace, name, uid, deletionTimestamp }, spec, status }: Pod): Promise<void> {
    const path = `/api/v1/namespaces/${namespace}/pods/${name}`;
    if (deletionTimestamp) {
      await this.api.delete(path, { gracePeriodSeconds: 0 });
    } else if (status.phase === 'Pending' && !this.started.has(uid!)) {
      this.started.add(uid!);
      await this.api.patch(`${path}/status`, { status: this.running(spec.containers) });
    }
  }

  private running(containers: Pod['spec']['containers']): object {
    const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
    const podIP = `10.${64 + (this.addresses >> 16)}.${(this.addresses >> 8) & 255}.${this.addresses & 255}`;
    this.addresses += 1;
    return {
      phase: 'Running',
      podIP,
      podIPs: [{ ip: podIP }],
      startTime: now,
      conditions: ['Initialized', 'ContainersReady', 'Ready', 'PodScheduled'].map((type) => ({ type, status: 'True', lastTransitionTime: now })),
      containerStatuses: containers.map(({ name, image }) => ({
        name, image, imageID: image, ready: true, started: true, restartCount: 0, state: { running: { startedAt: now } },
      })),
    };
  }
}
