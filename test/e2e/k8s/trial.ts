import { deepEqual } from 'node:assert/strict';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { until } from '../aws/until';
import type { TrialShape } from './app';
import { API, imageOf, TRAFFIC, writeTrial } from './app';
import { ArgoCd } from './argo-cd';
import { Chronicle } from './chronicle';
import type { Manifest } from './cluster/manifest';
import { folder } from './cluster/manifests';
import type { Pod } from './kubelet';
import type { Behaviour, EndpointSlice } from './traffic';
import { readyPods } from './traffic';
import type { World } from './world';

/** What is looked at of an AnalysisRun. */
export interface AnalysisRun extends Manifest {
  readonly spec: { readonly args: { readonly name: string; readonly value: string }[] };
  readonly status: {
    readonly phase: string;
    /** None where it ended before anything was measured. */
    readonly metricResults?: { readonly name: string; readonly phase: string; readonly measurements: { readonly phase: string; readonly value?: string }[] }[];
  };
}

/** A workload that is released in a namespace of its own, as the library wrote it. */
export class Trial {
  /**
   * Makes the namespace, which takes only pods that Pod Security calls restricted.
   * @param namespace its name; also that of the service
   */
  public static async start(world: World, namespace: string, shape: TrialShape): Promise<Trial> {
    await world.namespace(namespace);
    return new Trial(world, namespace, shape);
  }

  public readonly chronicle: Chronicle;
  private readonly versions = new Map<string, string>();
  private rules: Manifest[] = [];

  private constructor(private readonly world: World, public readonly namespace: string, private readonly shape: TrialShape) {
    this.chronicle = new Chronicle(world.api, namespace, (image) => this.versions.get(image) ?? image);
    world.cluster.traffic.flow(namespace, API, TRAFFIC);
  }

  /**
   * Applies what the library writes for a version.
   * @returns the place in the chronicle at which that began
   */
  public async release(version: string, behaviour: Behaviour = {}): Promise<number> {
    const outdir = join(this.world.folder, `${this.namespace}-${version}`);
    writeTrial({ outdir, namespace: this.namespace, shape: this.shape, version, prometheusUrl: this.world.cluster.prometheus.url });
    this.versions.set(imageOf(this.namespace, version), version);
    this.behaves(version, behaviour);
    const mark = this.chronicle.now;
    const manifests = folder(join(outdir, 'live'));
    await new ArgoCd(this.world.api, folder(join(outdir, 'delivery'))).sync(manifests);
    this.rules = manifests.filter(({ kind }) => kind === 'PrometheusRule');
    for (const rule of this.rules) await this.world.cluster.prometheus.load(rule);
    return mark;
  }

  /** From now on the pods of a version behave so. */
  public behaves(version: string, behaviour: Behaviour): void {
    this.world.cluster.traffic.behave(imageOf(this.namespace, version), behaviour);
  }

  /** From now on somebody tries what is not for customers yet. */
  public tryPreview(): void {
    this.world.cluster.traffic.flow(this.namespace, `${API}-preview`, TRAFFIC);
  }

  /** The first version of all, until it serves. */
  public async begin(version: string): Promise<void> {
    const mark = await this.release(version);
    await this.chronicle.tells(mark, [/^phase Healthy/], 90);
  }

  /**
   * A person looks before he acts. The controller loses what is written into a status at the moment in which it writes into
   * it itself, and comes back to it only when it looks at everything again.
   */
  public async looked(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 3_000));
  }

  /** What a person does by Argo Rollouts' own command line: `promote`, `abort`, `retry rollout`. */
  public async command(...args: string[]): Promise<void> {
    await this.looked();
    await this.world.plugin(...args, API, '--namespace', this.namespace);
  }

  /** What a person does in Argo CD with a paused Rollout. */
  public async resume(): Promise<void> {
    await this.world.api.patch(`/apis/argoproj.io/v1alpha1/namespaces/${this.namespace}/rollouts/${API}/status`, { status: { pauseConditions: null } });
  }

  public async runs(): Promise<AnalysisRun[]> {
    const runs = await this.world.api.list<AnalysisRun>(`/apis/argoproj.io/v1alpha1/namespaces/${this.namespace}/analysisruns`);
    return runs.sort((a, b) => (a.metadata.creationTimestamp! < b.metadata.creationTimestamp! ? -1 : 1));
  }

  /** Waits until this many pods of each version get the clients' requests, and no others: endpoints are written some time after the pods they tell of. */
  public async serves(expected: Record<string, number>): Promise<void> {
    let served: Record<string, number> = {};
    try {
      await until('', async () => isDeepStrictEqual(served = await this.served(), expected), 30);
    } catch {
      deepEqual(served, expected);
    }
  }

  /** Everything of it goes away, so that the others have the machine. */
  public async end(): Promise<void> {
    this.chronicle.stop();
    for (const rule of this.rules) await this.world.cluster.prometheus.unload(rule);
    await this.world.api.delete(`/api/v1/namespaces/${this.namespace}`);
  }

  private async served(): Promise<Record<string, number>> {
    const { api } = this.world;
    const slices = await api.list<EndpointSlice>(`/apis/discovery.k8s.io/v1/namespaces/${this.namespace}/endpointslices?labelSelector=kubernetes.io/service-name=${API}`);
    const pods = await api.list<Pod>(`/api/v1/namespaces/${this.namespace}/pods`);
    const served: Record<string, number> = {};
    for (const name of slices.flatMap(readyPods)) {
      const image = pods.find(({ metadata }) => metadata.name === name)?.spec.containers[0].image ?? '';
      const version = this.versions.get(image) ?? image;
      served[version] = (served[version] ?? 0) + 1;
    }
    return served;
  }
}
