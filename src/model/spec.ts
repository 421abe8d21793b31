/**
 * Plain data that the model's choices turn into. Every number carries its unit in its name; nothing is optional: what a
 * user left out has been replaced by its default when one of these exists.
 */

/** Minutes since midnight of one weekday, in local time. */
export interface WeeklyHours {
  readonly kind: 'weekly';
  /** 1 is Monday, 7 is Sunday. */
  readonly days: number[];
  readonly fromMinuteOfDay: number;
  /** Not larger than `fromMinuteOfDay` means: on the next day. */
  readonly toMinuteOfDay: number;
  /** IANA name. */
  readonly timeZone: string;
}

/** From one local date and time to another, once. */
export interface DatedSpan {
  readonly kind: 'dated';
  /** ISO 8601 local date and time, without an offset. */
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
}

/** From one local day to another, every year. */
export interface YearlySpan {
  readonly kind: 'yearly';
  /** Month and day, `MM-DD`; the first day that is closed. */
  readonly from: string;
  /** The last day that is closed. Before `from` means: in the next year. */
  readonly to: string;
  readonly timeZone: string;
}

export interface WindowSpec {
  readonly name: string;
  readonly hours: WeeklyHours;
}

export interface FreezeSpec {
  readonly name: string;
  readonly span: WeeklyHours | DatedSpan | YearlySpan;
  readonly owner: string;
  readonly reason: string;
  readonly tiers: string[];
}

export interface EnvironmentSpec {
  readonly name: string;
  readonly tier: string;
  readonly labels: Record<string, string>;
}

export type NoDataSpec = 'hold' | 'fail';
export type ScopeSpec = 'version' | 'service';

/** Which measurement a signal is; the bound is in the unit its name says. */
export type MeasureSpec =
  | { readonly kind: 'errorRatio'; readonly atMostRatio: number; readonly detectRatio: number; readonly minimumRequests: number }
  | SequentialMeasure
  | { readonly kind: 'latency'; readonly percentile: number; readonly atMostMs: number; readonly minimumRequests: number }
  | { readonly kind: 'saturation'; readonly resource: string; readonly atMostPercent: number }
  | { readonly kind: 'custom'; readonly metric: string; readonly statistic: string; readonly comparison: 'atMost' | 'atLeast'; readonly bound: number }
  | { readonly kind: 'synthetic'; readonly probe: string; readonly atLeastSuccessPercent: number };

/** Evidence that the failed requests of the observed data points together are those of a bad version. */
export interface SequentialMeasure {
  readonly kind: 'sequential';
  /** Not a number, until a plan takes it from the traffic. */
  readonly baselineRatio: number;
  readonly detectRatio: number;
  readonly falseAlarmRatio: number;
  readonly power: number;
  /** Not a number, until a plan takes it from the traffic. */
  readonly clusteringFactor: number;
}

export interface SignalSpec {
  readonly name: string;
  readonly measure: MeasureSpec;
  readonly periodMs: number;
  readonly datapointsToFail: number;
  readonly datapointsObserved: number;
  readonly noData: NoDataSpec;
  readonly scope: ScopeSpec;
}

export interface JobSpec {
  readonly name: string;
  readonly commands: string[];
  /** Empty: the back end's own image. */
  readonly image: string;
  readonly timeoutMs: number;
}

export type GateSpec =
  | { readonly kind: 'approval'; readonly group: string; readonly quorum: number; readonly excludeAuthor: boolean; readonly timeoutMs: number }
  | { readonly kind: 'window'; readonly windows: WindowSpec[] }
  | { readonly kind: 'quiet'; readonly signals: SignalSpec[] }
  | { readonly kind: 'check'; readonly job: JobSpec }
  | { readonly kind: 'evidence'; readonly evidence: string[] }
  | { readonly kind: 'budget'; readonly objectiveRatio: number; readonly windowMs: number; readonly remainingAtLeastRatio: number }
  | { readonly kind: 'change'; readonly system: string; readonly states: string[] }
  | { readonly kind: 'dependsOn'; readonly service: string; readonly environment: string; readonly versions: string };

export type GateKind = GateSpec['kind'];

export interface ShiftStep {
  /** Share of traffic that meets the new version from this step on, 0 to 100. */
  readonly percent: number;
  readonly holdMs: number;
}

export type ShiftSpec =
  | { readonly kind: 'allAtOnce'; readonly steps: ShiftStep[] }
  | { readonly kind: 'rolling'; readonly maxUnavailablePercent: number; readonly steps: ShiftStep[] }
  | { readonly kind: 'canary'; readonly steps: ShiftStep[] }
  | { readonly kind: 'linear'; readonly steps: ShiftStep[] }
  | { readonly kind: 'steps'; readonly steps: ShiftStep[] }
  | { readonly kind: 'blueGreen'; readonly keepOldMs: number; readonly steps: ShiftStep[] }
  | { readonly kind: 'flag'; readonly flag: string; readonly steps: ShiftStep[] }
  | DesignSpec;

/** Steps that are still to be computed: in a plan it stands only where none achieve what is asked for. */
export interface DesignSpec {
  readonly kind: 'designed';
  readonly power: number;
  readonly falseAlarmRatio: number;
  readonly maxHarmedRequests: number;
  readonly withinMs: number;
  readonly maxGrowthFactor: number;
  readonly equalSteps: boolean;
  readonly steps: ShiftStep[];
}

export type ShiftKind = ShiftSpec['kind'];

export type VerificationSpec =
  | { readonly kind: 'job'; readonly job: JobSpec }
  | { readonly kind: 'measurement'; readonly name: string; readonly signal: SignalSpec | undefined; readonly durationMs: number };

export type RollbackScopeSpec = 'wave' | 'promoted';

export type TriggerSpec =
  | { readonly kind: 'signal'; readonly signal: SignalSpec | undefined; readonly scope: RollbackScopeSpec }
  | { readonly kind: 'failedDeployment' | 'failedVerification' | 'operator'; readonly scope: RollbackScopeSpec };

export interface TrafficSpec {
  readonly requestsPerSecond: number;
  readonly errorRatio: number;
  readonly clusteringFactor: number;
}

export interface ExpeditedSpec {
  readonly releaseTypes: string[];
  readonly passesWindows: boolean;
  readonly passesFreezes: boolean;
  readonly bakeAtMostMs: number;
}

export interface ArtifactSpec {
  readonly name: string;
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest: string;
}

export interface ReleaseSpec {
  readonly version: string;
  readonly commit: string;
  readonly author: string;
  readonly type: string;
  readonly artifacts: ArtifactSpec[];
}

export interface AcknowledgedSpec {
  /** Code of a warning. */
  readonly code: string;
  readonly reason: string;
}
