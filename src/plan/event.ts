import type { ReleaseSpec } from '../model/spec';

export type Verdict = 'pass' | 'fail' | 'inconclusive';
export type Reading = 'pass' | 'fail' | 'noData';
export type Outcome = 'succeeded' | 'failed';

/** What a person may order. `by` goes into the record. */
export type OperatorEvent =
  | { readonly kind: 'rollBackOrdered'; readonly wave: string; readonly by: string }
  | { readonly kind: 'rollbackRetried'; readonly wave: string; readonly by: string }
  | { readonly kind: 'heldByOperator'; readonly wave: string; readonly by: string }
  | { readonly kind: 'resumedByOperator'; readonly wave: string; readonly by: string }
  /** Break-glass. `gate` is the id of a window, quiet or budget gate, or `freeze`. */
  | { readonly kind: 'gateOverridden'; readonly wave: string; readonly gate: string; readonly release: string; readonly by: string }
  | { readonly kind: 'vetoLifted'; readonly release: string; readonly by: string };

/**
 * What can happen to a pipeline. A release is named by its version. An event about something that is no longer going on,
 * such as a measurement of a release that has left the wave, changes nothing.
 */
export type PipelineEvent =
  | { readonly kind: 'timePassed'; readonly toMs: number }
  | { readonly kind: 'candidateArrived'; readonly release: ReleaseSpec }
  | {
    readonly kind: 'approvalGiven' | 'approvalRefused';
    readonly wave: string; readonly gate: string; readonly release: string; readonly by: string; readonly groups: string[];
  }
  | { readonly kind: 'gateJudged'; readonly wave: string; readonly gate: string; readonly release: string; readonly verdict: Verdict }
  | { readonly kind: 'windowChanged'; readonly wave: string; readonly gate: string; readonly open: boolean }
  | { readonly kind: 'freezeChanged'; readonly freeze: string; readonly active: boolean }
  | {
    readonly kind: 'deploymentFinished';
    readonly wave: string; readonly environment: string; readonly release: string; readonly step: number; readonly outcome: Outcome;
  }
  | {
    readonly kind: 'signalMeasured';
    readonly wave: string; readonly environment: string; readonly release: string; readonly signal: string; readonly reading: Reading;
  }
  | { readonly kind: 'verificationJudged'; readonly wave: string; readonly verification: string; readonly release: string; readonly verdict: Verdict }
  | {
    readonly kind: 'rollbackFinished';
    readonly wave: string; readonly environment: string; readonly to: string | null; readonly outcome: Outcome;
  }
  | OperatorEvent;
