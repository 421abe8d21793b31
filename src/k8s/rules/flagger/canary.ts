import type { Field } from '../field';
import type { Folder, Kind } from '../folder';
import { CANARY, DAEMON_SET, DEPLOYMENT } from '../kinds';
import type { Manifest } from '../manifest';

/** A Canary of Flagger as the rules look at it. */
export interface FlaggerCanary {
  readonly manifest: Manifest;
  readonly spec: Field;
  readonly analysis: Field;
  /** Empty when the flags of Flagger decide. */
  readonly provider: string;
  readonly target: Field;
}

const TARGETS: Kind[] = [DEPLOYMENT, DAEMON_SET];

export function canariesOf(folder: Folder): FlaggerCanary[] {
  return folder.of(CANARY).map((manifest) => {
    const { spec } = manifest;
    // the older name of the same thing, which Flagger still reads
    const analysis = spec.at('analysis').isSet ? spec.at('analysis') : spec.at('canaryAnalysis');
    return { manifest, spec, analysis, provider: spec.at('provider').text, target: spec.at('targetRef') };
  });
}

/** What a Canary releases, where the folder has it. */
export function targetOf({ target, manifest }: FlaggerCanary, folder: Folder): Manifest | undefined {
  const kind = TARGETS.find((one) => one.kind === target.at('kind').text);
  return kind && folder.find(kind, target.at('name').text, manifest);
}
