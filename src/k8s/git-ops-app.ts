import { App, Yaml, YamlOutputType } from 'cdk8s';
import { Engine } from './engine';
import type { EnvironmentFolder } from './environment-folder';

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
 * is deployed a `kustomization.yaml` with the digests: the layout that Kargo, Flux and `kubectl apply -k` read. Nothing is
 * written unless everything is valid.
 */
export class GitOpsApp extends App {
  private readonly folders: EnvironmentFolder[] = [];

  constructor(props: GitOpsAppProps = {}) {
    super({ outdir: props.outdir, outputFileExtension: '.yaml', yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE });
    (props.engine ?? Engine.of())._keptBy(this);
  }

  /**
   * Writes everything, or throws with all problems and writes nothing.
   */
  public synth(): void {
    super.synth();
    // cdk8s names every file after an object, and Kustomize reads only a file that is called this
    for (const folder of this.folders) Yaml.save(`${this.outdir}/${folder.name}/kustomization.yaml`, [folder.kustomization()]);
  }

  /** @internal */
  public _addFolder(folder: EnvironmentFolder): void {
    this.folders.push(folder);
  }
}
