import type { ArtifactSpec } from '../model/spec';

/** Why a candidate no longer waits before a wave. */
export type DismissalCause = 'superseded' | 'refused' | 'timedOut' | 'failedGate' | 'vetoed';

/** What undid a release. */
export type RollbackCause =
  | { readonly kind: 'signal'; readonly signal: string; readonly environment: string; readonly noData: boolean }
  | { readonly kind: 'failedDeployment'; readonly environment: string }
  | { readonly kind: 'failedVerification'; readonly verification: string }
  | { readonly kind: 'operator'; readonly by: string };

/** What is written down: the audit trail is made of these. */
export type RecordEffect =
  | { readonly kind: 'arrived' | 'released' | 'vetoed'; readonly release: string }
  | { readonly kind: 'vetoLifted'; readonly release: string; readonly by: string }
  | { readonly kind: 'rejected'; readonly release: string; readonly reason: string }
  | { readonly kind: 'waiting' | 'entered' | 'verifying' | 'baking' | 'done' | 'rolledBack' | 'rollbackFailed'; readonly wave: string; readonly release: string }
  | { readonly kind: 'stepReached'; readonly wave: string; readonly release: string; readonly percent: number }
  | { readonly kind: 'dismissed'; readonly wave: string; readonly release: string; readonly cause: DismissalCause }
  /** It had been through the wave; that no longer counts. */
  | { readonly kind: 'withdrawn'; readonly wave: string; readonly release: string }
  | { readonly kind: 'rollingBack'; readonly wave: string; readonly release: string; readonly to: string | null; readonly cause: RollbackCause }
  | { readonly kind: 'approved'; readonly wave: string; readonly gate: string; readonly release: string; readonly by: string }
  | { readonly kind: 'overridden'; readonly wave: string; readonly gate: string; readonly release: string; readonly by: string }
  | { readonly kind: 'held' | 'resumed'; readonly wave: string; readonly release: string; readonly by: string };

/** What is to be done in the world. */
export type ActionEffect =
  | { readonly kind: 'requestApproval'; readonly wave: string; readonly gate: string; readonly release: string; readonly group: string }
  | { readonly kind: 'judgeGate'; readonly wave: string; readonly gate: string; readonly release: string }
  | {
    readonly kind: 'deploy';
    readonly wave: string; readonly environment: string; readonly release: string; readonly step: number; readonly percent: number;
    readonly artifacts: ArtifactSpec[];
  }
  | { readonly kind: 'verify'; readonly wave: string; readonly verification: string; readonly release: string }
  /** `to` is the release that gets all traffic back; null where there was none before. */
  | { readonly kind: 'rollBack'; readonly wave: string; readonly environment: string; readonly release: string; readonly to: string | null }
  /** Nothing more happens by itself before that time. */
  | { readonly kind: 'wake'; readonly atMs: number };

export type Effect = RecordEffect | ActionEffect;
