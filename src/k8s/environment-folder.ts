import { ApiObject, Chart, Names } from 'cdk8s';
import { Workload } from './workload';

/** What is written for one environment. */
export class EnvironmentFolder {
  constructor(public readonly chart: Chart) {}

  /** Name of the folder, as cdk8s forms it. */
  public get name(): string {
    return Names.toDnsLabel(this.chart);
  }

  /** The workloads in the chart, in the order of declaration. */
  public get workloads(): Workload[] {
    return this.chart.node.findAll().filter((construct): construct is Workload => construct instanceof Workload);
  }

  /** Names of the files, as cdk8s forms them; one that occurs twice is overwritten. */
  public get files(): string[] {
    const objects = this.chart.node.findAll().filter((construct): construct is ApiObject => ApiObject.isApiObject(construct));
    return objects.filter((object) => Chart.of(object) === this.chart)
      .map((object) => `${object.kind}.${object.name}`.replace(/[^0-9a-zA-Z-_.]/g, '') + '.yaml');
  }

  /** Digests by image, sorted by image. */
  public get images(): { name: string; digest: string }[] {
    const digests = new Map(this.workloads.flatMap((workload) => workload._images()).map(({ repository, digest }) => [repository, digest]));
    return [...digests].map(([name, digest]) => ({ name, digest })).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** The file through which a promotion changes an environment: nothing but `images` moves. */
  public kustomization(): object {
    return {
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: [...this.files].sort(),
      images: this.images,
    };
  }
}
