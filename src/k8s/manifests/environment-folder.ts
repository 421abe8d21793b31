import type { Chart } from 'cdk8s';
import { ApiObject, Names } from 'cdk8s';
import { ANALYSED, CANARIES } from '../flagger/way-back';
import { ApprovedDigests } from '../policy/approved-digests';
import { RECORDED } from '../prometheus/recorded-signals';
import { Workload } from '../workload';
import type { FileNames } from './file-names';
import { fileNames } from './file-names';

/** What is written for one environment. */
export class EnvironmentFolder {
  /** Name of the folder, as cdk8s forms it. */
  public readonly name: string;

  private settled?: FolderContents;

  constructor(public readonly chart: Chart) {
    this.name = Names.toDnsLabel(chart);
  }

  /** What lies in it now; to be asked anew once something was added. */
  public contents(): FolderContents {
    return this.settled ?? new FolderContents(this.chart);
  }

  /** From now on nothing is added to it, so that it is looked through once. */
  public settle(): void {
    this.settled = new FolderContents(this.chart);
  }

  /** Something may be added again. */
  public unsettle(): void {
    this.settled = undefined;
  }

  /** The file through which a promotion changes an environment: nothing but `images` moves. */
  public kustomization({ recorded, files, digests, canaries }: FolderContents): object {
    return {
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      metadata: { annotations: { [RECORDED]: recorded.join(',') } },
      resources: [...files.values()].sort(),
      images: [...digests].map(([name, [digest]]) => ({ name, digest })).sort((a, b) => (a.name < b.name ? -1 : 1)),
      ...this.following(),
      ...(canaries.length > 0 && { patches: [{ target: CANARIES, patch: ANALYSED }] }),
    };
  }

  /** What Kustomize carries on from the images. */
  private following(): object {
    const approved = ApprovedDigests.of(this.chart);
    return approved ? { replacements: approved.replacements() } : {};
  }
}

/** What lies in the folder of an environment. */
export class FolderContents {
  /** The workloads in the chart, in the order of declaration. */
  public readonly workloads: readonly Workload[];

  /** The objects in the chart, in the order of declaration. */
  public readonly objects: readonly ApiObject[];

  private named?: FileNames;
  private pinned?: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(private readonly chart: Chart) {
    const all = chart.node.findAll();
    this.workloads = all.filter((construct): construct is Workload => construct instanceof Workload);
    this.objects = all.filter((construct): construct is ApiObject => ApiObject.isApiObject(construct) && construct.chart === chart);
  }

  /** Names of the files; one that occurs twice would be overwritten. */
  public get files(): FileNames {
    return this.named ??= fileNames(this.chart, this.objects);
  }

  /** The digests of each image, by image: one, unless workloads disagree. */
  public get digests(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.pinned ??= this.allDigests();
  }

  /** What is recorded there, as `signal/workload`, sorted. */
  public get recorded(): string[] {
    return this.workloads.flatMap(({ workloadName, _recorded }) => _recorded.map((signal) => `${signal}/${workloadName}`)).sort();
  }

  /** Names of the workloads that Flagger releases there. */
  public get canaries(): string[] {
    const released = this.objects.filter(({ kind, apiGroup }) => kind === 'Canary' && apiGroup === 'flagger.app');
    return released.filter(({ node }) => node.scopes.some((scope) => scope instanceof Workload)).map(({ name }) => name).sort();
  }

  private allDigests(): Map<string, Set<string>> {
    const digests = new Map<string, Set<string>>();
    for (const { repository, digest } of this.workloads.flatMap((workload) => workload._images())) {
      digests.set(repository, (digests.get(repository) ?? new Set()).add(digest));
    }
    return digests;
  }
}
