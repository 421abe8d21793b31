import type { Field } from '../field';
import type { Folder } from '../folder';
import { CLUSTER_PROMOTION_TASK, PROMOTION_TASK, STAGE } from '../kinds';
import type { Manifest } from '../manifest';

/** Every promotion step that open-source Kargo has. */
export const OPEN_STEPS = [
  'argocd-update', 'argocd-wait', 'compose-output', 'copy', 'delete', 'fail', 'file-write', 'git-clear', 'git-clone', 'git-commit', 'git-merge-pr',
  'git-open-pr', 'git-push', 'git-tag', 'git-wait-for-pr', 'github-push', 'helm-template', 'helm-update-chart', 'http', 'http-download', 'json-parse',
  'json-update', 'kustomize-build', 'kustomize-set-image', 'oci-download', 'oci-push', 'set-freight-alias', 'set-metadata', 'toml-parse', 'toml-update',
  'untar', 'yaml-merge', 'yaml-parse', 'yaml-update',
];

/** Steps that run one after another: those of a Stage, or of a task. */
export interface Procedure {
  readonly manifest: Manifest;
  readonly steps: Field[];
  readonly vars: Field[];
}

export function proceduresOf(folder: Folder): Procedure[] {
  return [...folder.of(STAGE), ...folder.of(PROMOTION_TASK), ...folder.of(CLUSTER_PROMOTION_TASK)].map((manifest) => {
    const template = manifest.kind === STAGE.kind ? manifest.spec.at('promotionTemplate', 'spec') : manifest.spec;
    return { manifest, steps: template.at('steps').items, vars: [...template.at('vars').items, ...(manifest.kind === STAGE.kind ? manifest.spec.at('vars').items : [])] };
  });
}
