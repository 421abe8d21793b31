import type { Field } from '../field';
import type { Folder, Kind } from '../folder';
import {
  ARGO_CD_COMMIT_STATUS, GIT_COMMIT_STATUS, PROMOTION_STRATEGY, SCHEDULED_COMMIT_STATUS, TIMED_COMMIT_STATUS, WEB_REQUEST_COMMIT_STATUS,
} from '../kinds';
import type { Manifest } from '../manifest';

/** Which of two commits a status is about: what runs in an environment, or what is proposed for it. */
export type Side = 'active' | 'proposed';

interface Reporter {
  readonly kind: Kind;
  /** Where it does not say one itself. */
  readonly defaultKey: string;
  readonly side: (spec: Field) => Side;
}

const REPORTERS: Reporter[] = [
  { kind: ARGO_CD_COMMIT_STATUS, defaultKey: 'argocd-health', side: () => 'active' },
  { kind: TIMED_COMMIT_STATUS, defaultKey: 'timer', side: () => 'active' },
  { kind: SCHEDULED_COMMIT_STATUS, defaultKey: '', side: () => 'proposed' },
  { kind: WEB_REQUEST_COMMIT_STATUS, defaultKey: '', side: (spec) => (spec.at('reportOn').text === 'active' ? 'active' : 'proposed') },
  // its target is what it looks at, not what it reports on
  { kind: GIT_COMMIT_STATUS, defaultKey: '', side: () => 'proposed' },
];

/** Everything that reports a status. */
export const GATES: Kind[] = REPORTERS.map(({ kind }) => kind);

/** What reports a status, about which commit. */
export interface Gate {
  readonly manifest: Manifest;
  readonly key: string;
  readonly side: Side;
  /** The branches that it says itself; undefined where it goes by those that ask for it. */
  readonly branches: Field[] | undefined;
}

/** The gates of a strategy. */
export function gatesOf(folder: Folder, strategy: Manifest): Gate[] {
  return REPORTERS.flatMap(({ kind, defaultKey, side }) => folder.of(kind)
    .filter((manifest) => folder.find(PROMOTION_STRATEGY, manifest.spec.at('promotionStrategyRef', 'name').text, manifest) === strategy)
    .map((manifest) => ({
      manifest,
      key: manifest.spec.at('key').text || defaultKey,
      side: side(manifest.spec),
      branches: manifest.spec.at('environments').isSet ? manifest.spec.at('environments').items.map((environment) => environment.at('branch')) : undefined,
    })));
}

/** The keys that an environment of a strategy asks for, of one of its commits. */
export function asked(strategy: Manifest, environment: Field, side: Side): Field[] {
  return [environment, strategy.spec].flatMap((owner) => owner.at(`${side}CommitStatuses`).items).map((status) => status.at('key'));
}
