import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kubelet } from '../kubelet';
import { Traffic } from '../traffic';
import { ControlPlane } from './control-plane';
import { install } from './crds';
import { Flagger } from './flagger';
import { Prometheus } from './prometheus';
import { RolloutsController } from './rollouts';
import { built, moduleFolder } from './tools';

const TOOLS = join(__dirname, '..', 'tools');

/** Whose objects the library writes, and who is not here: only their kinds are known. */
const STRANGERS = ['kargo-v1.11.2', 'argo-cd-v3.5.1', 'prometheus-operator-v0.93.0'];

/** Kubernetes with the controllers that a release needs, real but for the nodes and the traffic. */
export class Cluster {
  /**
   * Builds what has to be built and starts everything.
   * @param folder where all of it keeps what it has
   */
  public static async start(folder: string): Promise<Cluster> {
    const bin = built(TOOLS);
    const started: { stop(): unknown }[] = [];
    const also = async <T extends { stop(): unknown }>(part: Promise<T>): Promise<T> => {
      started.unshift(await part);
      return part;
    };
    const own = (name: string) => {
      mkdirSync(join(folder, name));
      return join(folder, name);
    };
    try {
      const plane = await also(ControlPlane.start(bin, own('control-plane')));
      await also(Kubelet.start(plane.api));
      const traffic = await also(Traffic.start(plane.api));
      const prometheus = await also(Prometheus.start(own('prometheus'), traffic.podsUrl));
      await Promise.all(STRANGERS.map((project) => install(plane.api, project)));
      const role = join(moduleFolder(TOOLS, 'github.com/argoproj/argo-rollouts'), 'manifests', 'role', 'argo-rollouts-clusterrole.yaml');
      const rollouts = await also(RolloutsController.install(plane, bin, own('argo-rollouts'), role));
      const flagger = await also(Flagger.install(plane, own('flagger'), prometheus.url));
      return new Cluster(bin, plane, traffic, prometheus, rollouts, flagger, started);
    } catch (error) {
      for (const part of started) await part.stop();
      throw error;
    }
  }

  private constructor(
    /** Where the built programs are. */
    public readonly bin: string,
    public readonly plane: ControlPlane,
    public readonly traffic: Traffic,
    public readonly prometheus: Prometheus,
    public readonly rollouts: RolloutsController,
    private readonly flagger: Flagger,
    private readonly started: { stop(): unknown }[],
  ) {}

  /** The end of every log. */
  public logs(): string {
    const programs = [...this.plane.programs, this.prometheus.program, this.rollouts.program, this.flagger.program];
    return programs.flatMap((program) => (program ? [`--- ${program.log}\n${program.tail(15)}`] : [])).join('\n');
  }

  public async stop(): Promise<void> {
    for (const part of this.started) await part.stop();
  }
}
