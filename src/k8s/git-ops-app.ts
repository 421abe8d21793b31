import { ApiObject, App, Chart, Names } from 'cdk8s';
import { Engine } from './engine';
import { judged } from './judged';
import type { EnvironmentFolder } from './manifests/environment-folder';
import { fileName } from './manifests/file-name';
import { written } from './manifests/plain-object';
import { writeFolders } from './manifests/write-folders';
import { alphabetical, printYaml } from './manifests/yaml';

/** No environment has this name: an underscore does not occur in the name of a folder of a chart. */
const RULE_TESTS = 'rule_tests';

/**
 * Where an app writes.
 */
export interface GitOpsAppProps {
  /**
   * The folder to write to.
   * @default - `dist`, or what the cdk8s command line asks for
   */
  readonly outdir?: string;

  /**
   * The controllers that everything is written for.
   * @default - Kargo promotes, Argo Rollouts shifts traffic
   */
  readonly engine?: Engine;
}

/**
 * A cdk8s app that writes a folder for each chart and a file for each object, and into the folder of each environment that
 * is deployed a `kustomization.yaml` with the digests: the layout that Kargo, Flux and `kubectl apply -k` read. Each folder
 * is replaced as a whole. Beside them lies `rule_tests/`, which nobody applies: the tests of all Prometheus rules, for
 * `promtool test rules`. Nothing is written unless everything is valid.
 */
export class GitOpsApp extends App {
  private readonly folders: EnvironmentFolder[] = [];

  constructor(props: GitOpsAppProps = {}) {
    super({ outdir: props.outdir, outputFileExtension: '.yaml' });
    (props.engine ?? Engine.of())._keptBy(this);
  }

  /**
   * Writes everything, or throws with all problems and writes nothing.
   */
  public synth(): void {
    try {
      for (const folder of this.folders) folder.settle();
      this.write();
    } finally {
      for (const folder of this.folders) folder.unsettle();
    }
  }

  /** @internal */
  public _addFolder(folder: EnvironmentFolder): void {
    this.folders.push(folder);
  }

  private write(): void {
    const constructs = this.node.findAll();
    refuse(constructs.flatMap((construct) => construct.node.validate().map((problem) => `[${construct.node.path}] ${problem}`)));

    const charts = new Map(constructs.filter((construct) => Chart.isChart(construct)).map((chart) => [chart, new Map<ApiObject, object>()]));
    for (const object of constructs.filter((construct) => ApiObject.isApiObject(construct))) charts.get(object.chart)!.set(object, written(object));
    refuse([...charts].flatMap(([chart, manifests]) => judged(chart, [...manifests.values()])));

    const folders = new Map<string, Map<string, () => string>>();
    const folderOf = (name: string): Map<string, () => string> => folders.get(name) ?? folders.set(name, new Map()).get(name)!;
    for (const [chart, manifests] of charts) {
      const folder = folderOf(Names.toDnsLabel(chart));
      for (const [object, manifest] of manifests) folder.set(fileName(object), () => printYaml(manifest, alphabetical));
    }
    // cdk8s names every file after an object, and Kustomize reads only a file that is called this
    const contents = this.folders.map((folder) => [folder, folder.contents()] as const);
    for (const [folder, content] of contents) folderOf(folder.name).set('kustomization.yaml', () => printYaml(folder.kustomization(content)));
    const tests = contents.flatMap(([, { workloads }]) => workloads.flatMap(({ _ruleTests }) => [..._ruleTests]));
    for (const [file, content] of tests) folderOf(RULE_TESTS).set(file, () => printYaml(content));
    writeFolders(this.outdir, folders);
  }
}

function refuse(problems: string[]): void {
  if (problems.length > 0) throw new Error(`Validation failed with the following errors:\n  ${problems.join('\n  ')}`);
}
