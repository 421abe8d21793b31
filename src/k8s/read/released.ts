import { canariesOf } from '../rules/flagger/canary';
import type { Folder } from '../rules/folder';
import { DEPLOYMENT } from '../rules/kinds';
import type { Manifest } from '../rules/manifest';
import { rolloutsOf } from '../rules/rollouts/rollout';
import { canaryShift } from './canary-shift';
import { deploymentShift } from './deployment-shift';
import type { Reading } from './reading';
import { rolloutShift } from './rollout-shift';
import type { Shifting } from './shift';

/** Something that is released by itself: what shifts its traffic, and how. */
export interface ReleasedObject {
  readonly manifest: Manifest;
  readonly shifting: (reading: Reading) => Shifting;
}

/** What a folder releases: Rollouts, Canaries, and Deployments that belong to neither. */
export function releasedObjects(folder: Folder): ReleasedObject[] {
  const [rollouts, canaries] = [rolloutsOf(folder), canariesOf(folder)];
  const taken = [...rollouts.map(({ spec }) => spec.at('workloadRef')), ...canaries.map(({ target }) => target)]
    .filter((reference) => reference.at('kind').text === DEPLOYMENT.kind).map((reference) => reference.at('name').text);
  return [
    ...rollouts.map((rollout) => ({ manifest: rollout.manifest, shifting: (reading: Reading) => rolloutShift(rollout, folder, reading) })),
    ...canaries.map((canary) => ({ manifest: canary.manifest, shifting: (reading: Reading) => canaryShift(canary, folder, reading) })),
    ...folder.of(DEPLOYMENT).filter(({ name }) => !taken.includes(name)).map((manifest) => ({ manifest, shifting: () => deploymentShift(manifest) })),
  ];
}
