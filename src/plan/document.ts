import type {
  AcknowledgedSpec, EnvironmentSpec, ExpeditedSpec, FreezeSpec, GateSpec, JobSpec, RollbackScopeSpec, ShiftSpec, SignalSpec, TrafficSpec,
} from '../model/spec';

/** Raised when a document of the old form would be read wrongly. */
export const PLAN_VERSION = 1;

/** A gate as it is planned: it has an id, and signals stand beside the waves and are named. */
export type PlannedGate = { readonly id: string } & (
  | Exclude<GateSpec, { kind: 'quiet' }>
  | { readonly kind: 'quiet'; readonly signals: string[] }
);

export type PlannedVerification =
  | { readonly id: string; readonly kind: 'job'; readonly job: JobSpec }
  | { readonly id: string; readonly kind: 'measurement'; readonly signal: string; readonly durationMs: number };

export type PlannedTrigger =
  | { readonly kind: 'signal'; readonly signal: string; readonly scope: RollbackScopeSpec }
  | { readonly kind: 'failedDeployment' | 'failedVerification' | 'operator'; readonly scope: RollbackScopeSpec };

export interface PlannedWave {
  readonly name: string;
  /** Names of the waves that must be done before. */
  readonly after: string[];
  /** Names of environments. */
  readonly environments: string[];
  readonly gates: PlannedGate[];
  readonly shift: ShiftSpec;
  readonly verifications: PlannedVerification[];
  readonly bakeMs: number;
  /** Everything that undoes a release here; one per signal and one of each other kind. */
  readonly triggers: PlannedTrigger[];
}

/**
 * The narrow waist: a release pipeline as flat, explicit, versioned data. Names refer to entries of the same document.
 */
export interface PlanDocument {
  readonly version: typeof PLAN_VERSION;
  readonly service: string;
  /** Path of the construct it was lowered from. */
  readonly path: string;
  readonly supersede: boolean;
  readonly traffic: TrafficSpec | null;
  readonly environments: EnvironmentSpec[];
  readonly signals: SignalSpec[];
  readonly freezes: FreezeSpec[];
  readonly expedited: ExpeditedSpec[];
  readonly acknowledged: AcknowledgedSpec[];
  /** In the order of declaration; `after` says in which order they run. */
  readonly waves: PlannedWave[];
}
