import type { Field } from '../../rules/field';
import type { Manifest } from '../../rules/manifest';

/** A Stage of Kargo, as it is read. */
export interface ReadStage {
  readonly name: string;
  readonly manifest: Manifest;
  readonly steps: Field[];
  /** Stages before it. */
  readonly from: string[];
  /** How long Freight stays in each of them first, as it is written. */
  readonly soak: Field;
}

/** What of a Stage its kind depends on: environments are changed, releases judged, and other Stages joined. */
export type StageKind = 'environment' | 'judge' | 'join';

export function readStage(manifest: Manifest): ReadStage {
  const requests = manifest.spec.at('requestedFreight').items;
  return {
    name: manifest.name,
    manifest,
    steps: manifest.spec.at('promotionTemplate', 'spec', 'steps').items,
    from: [...new Set(requests.flatMap((request) => request.at('sources', 'stages').texts))],
    soak: (requests.find((request) => request.at('sources', 'requiredSoakTime').isSet) ?? manifest.spec).at('sources', 'requiredSoakTime'),
  };
}

export function kindOf({ steps, manifest }: ReadStage): StageKind {
  if (steps.length === 0) return 'join';
  const changesNothing = steps.every((step) => step.at('uses').text === 'compose-output');
  return changesNothing && manifest.spec.at('verification').isSet ? 'judge' : 'environment';
}

/** The step of a name. */
export function stepCalled({ steps }: ReadStage, alias: string): Field | undefined {
  return steps.find((step) => step.at('as').text === alias);
}
