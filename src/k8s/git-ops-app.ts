import { App, Names } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Problem } from '../plan/problem';
import { contested } from './argocd/contested';
import type { Destination } from './destination';
import { Engine } from './engine';
import { judged } from './judged';
import type { EnvironmentFolder } from './manifests/environment-folder';
import type { AllFiles } from './manifests/file-names';
import { allFiles, overwriting } from './manifests/file-names';
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
  private readonly destinations: Destination[] = [];
  private settled?: AllFiles;

  constructor(props: GitOpsAppProps = {}) {
    super({ outdir: props.outdir, outputFileExtension: '.yaml' });
    (props.engine ?? Engine.of())._keptBy(this);
    this.node.addValidation({ validate: () => this.problems().map(({ message }) => message) });
  }

  /**
   * Writes everything, or throws with all problems and writes nothing.
   */
  public synth(): void {
    try {
      for (const folder of this.folders) folder.settle();
      const constructs = this.node.findAll();
      this.write(constructs, this.settled = allFiles(constructs));
    } finally {
      this.settled = undefined;
      for (const folder of this.folders) folder.unsettle();
    }
  }

  /** @internal */
  public _addFolder(folder: EnvironmentFolder): void {
    this.folders.push(folder);
  }

  /** @internal */
  public _addDestination(destination: Destination): void {
    this.destinations.push(destination);
    this._addFolder(destination.folder);
  }

  private problems(): Problem[] {
    return [...overwriting(this.settled ?? allFiles(this.node.findAll())), ...contested(this.destinations)];
  }

  private write(constructs: IConstruct[], files: AllFiles): void {
    refuse(constructs.flatMap(({ node }) => node.validate().map((problem) => (node.path === '' ? problem : `[${node.path}] ${problem}`))));

    const charts = [...files].map(([chart, names]) => [chart, [...names].map(([object, file]) => [file, written(object)] as const)] as const);
    refuse(charts.flatMap(([chart, manifests]) => judged(chart, manifests.map(([, manifest]) => manifest))));

    const folders = new Map<string, Map<string, () => string>>();
    const folderOf = (name: string): Map<string, () => string> => folders.get(name) ?? folders.set(name, new Map()).get(name)!;
    for (const [chart, manifests] of charts) {
      const folder = folderOf(Names.toDnsLabel(chart));
      for (const [file, manifest] of manifests) folder.set(file, () => printYaml(manifest, alphabetical));
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
