import type { PlanDocument, PlannedGate, PlannedWave } from './document';

/**
 * What a plan can ask of a back end. A back end answers for each of them.
 */
export enum Feature {
  /** Waves in a row. */
  WAVE_SEQUENCE = 'wave.sequence',
  /** Waves that form a graph. */
  WAVE_GRAPH = 'wave.graph',
  /** Several environments in one wave. */
  WAVE_PARALLEL = 'wave.parallel',
  /** A newer candidate takes the place of one that waits. */
  SUPERSEDE = 'order.supersede',
  /** Every candidate goes, in order of arrival. */
  KEEP_ORDER = 'order.keep',
  /** A person says yes. */
  GATE_APPROVAL = 'gate.approval',
  /** More than one person says yes. */
  APPROVAL_QUORUM = 'gate.approval.quorum',
  /** The author's own yes does not count. */
  APPROVAL_EXCLUDES_AUTHOR = 'gate.approval.excludeAuthor',
  /** A window is open. */
  GATE_WINDOW = 'gate.window',
  /** No alarm is firing. */
  GATE_QUIET = 'gate.quiet',
  /** A job succeeds. */
  GATE_CHECK = 'gate.check',
  /** Evidence exists. */
  GATE_EVIDENCE = 'gate.evidence',
  /** Error budget is left. */
  GATE_BUDGET = 'gate.budget',
  /** A ticket stands right. */
  GATE_CHANGE = 'gate.change',
  /** Another service was released. */
  GATE_DEPENDS_ON = 'gate.dependsOn',
  /** Closed once. */
  FREEZE_DATED = 'freeze.dated',
  /** Closed every year. */
  FREEZE_YEARLY = 'freeze.yearly',
  /** Closed every week. */
  FREEZE_WEEKLY = 'freeze.weekly',
  /** All traffic at once. */
  SHIFT_ALL_AT_ONCE = 'shift.allAtOnce',
  /** Instance after instance. */
  SHIFT_ROLLING = 'shift.rolling',
  /** One small step, then everything. */
  SHIFT_CANARY = 'shift.canary',
  /** Equal steps. */
  SHIFT_LINEAR = 'shift.linear',
  /** A list of steps. */
  SHIFT_STEPS = 'shift.steps',
  /** A second copy and a switch. */
  SHIFT_BLUE_GREEN = 'shift.blueGreen',
  /** A feature flag in steps. */
  SHIFT_FLAG = 'shift.flag',
  /** Errors among requests. */
  SIGNAL_ERROR_RATIO = 'signal.errorRatio',
  /** Errors among requests, counted until they say enough. */
  SIGNAL_SEQUENTIAL = 'signal.sequential',
  /** A percentile of latency. */
  SIGNAL_LATENCY = 'signal.latency',
  /** How full something is. */
  SIGNAL_SATURATION = 'signal.saturation',
  /** A metric of the user's own. */
  SIGNAL_CUSTOM = 'signal.custom',
  /** A robot's requests. */
  SIGNAL_SYNTHETIC = 'signal.synthetic',
  /** Only the new version's requests are measured. */
  SIGNAL_VERSION_SCOPE = 'signal.scope.version',
  /** No data holds. */
  NO_DATA_HOLD = 'signal.noData.hold',
  /** No data fails. */
  NO_DATA_FAIL = 'signal.noData.fail',
  /** A job after the shift. */
  VERIFICATION_JOB = 'verification.job',
  /** A measurement after the shift. */
  VERIFICATION_MEASUREMENT = 'verification.measurement',
  /** Watching after full traffic. */
  BAKE = 'bake',
  /** A wave is undone. */
  ROLLBACK_WAVE = 'rollback.wave',
  /** Everything promoted so far is undone. */
  ROLLBACK_PROMOTED = 'rollback.promoted',
  /** A shorter path for some types of release. */
  EXPEDITED = 'expedited',
}

/** A feature and the first place in the plan that asks for it. */
export interface FeatureUse {
  readonly feature: Feature;
  readonly path: string;
}

const GATES: Record<PlannedGate['kind'], Feature> = {
  approval: Feature.GATE_APPROVAL,
  window: Feature.GATE_WINDOW,
  quiet: Feature.GATE_QUIET,
  check: Feature.GATE_CHECK,
  evidence: Feature.GATE_EVIDENCE,
  budget: Feature.GATE_BUDGET,
  change: Feature.GATE_CHANGE,
  dependsOn: Feature.GATE_DEPENDS_ON,
};

const SHIFTS: Record<PlannedWave['shift']['kind'], Feature> = {
  allAtOnce: Feature.SHIFT_ALL_AT_ONCE,
  rolling: Feature.SHIFT_ROLLING,
  canary: Feature.SHIFT_CANARY,
  linear: Feature.SHIFT_LINEAR,
  steps: Feature.SHIFT_STEPS,
  blueGreen: Feature.SHIFT_BLUE_GREEN,
  flag: Feature.SHIFT_FLAG,
  designed: Feature.SHIFT_STEPS,
};

const FREEZES = { dated: Feature.FREEZE_DATED, yearly: Feature.FREEZE_YEARLY, weekly: Feature.FREEZE_WEEKLY };

const SIGNALS = {
  errorRatio: Feature.SIGNAL_ERROR_RATIO,
  sequential: Feature.SIGNAL_SEQUENTIAL,
  latency: Feature.SIGNAL_LATENCY,
  saturation: Feature.SIGNAL_SATURATION,
  custom: Feature.SIGNAL_CUSTOM,
  synthetic: Feature.SIGNAL_SYNTHETIC,
};

/** Every feature the plan asks for, once, in the order of `Feature`. */
export function featuresOf(plan: PlanDocument): FeatureUse[] {
  const found = new Map<Feature, string>();
  const use = (feature: Feature, path: string) => {
    if (!found.has(feature)) found.set(feature, path);
  };
  use(plan.supersede ? Feature.SUPERSEDE : Feature.KEEP_ORDER, plan.path);
  plan.waves.forEach((wave, index) => waveFeatures(wave, plan, index, use));
  for (const freeze of plan.freezes) use(FREEZES[freeze.span.kind], `${plan.path}/freezes/${freeze.name}`);
  for (const signal of plan.signals) {
    const path = `${plan.path}/signals/${signal.name}`;
    use(SIGNALS[signal.measure.kind], path);
    use(signal.noData === 'hold' ? Feature.NO_DATA_HOLD : Feature.NO_DATA_FAIL, path);
    if (signal.scope === 'version') use(Feature.SIGNAL_VERSION_SCOPE, path);
  }
  if (plan.expedited.length > 0) use(Feature.EXPEDITED, `${plan.path}/expedited`);
  return Object.values(Feature).filter((feature) => found.has(feature)).map((feature) => ({ feature, path: found.get(feature)! }));
}

function waveFeatures(wave: PlannedWave, plan: PlanDocument, index: number, use: (feature: Feature, path: string) => void): void {
  const path = `${plan.path}/${wave.name}`;
  const previous = index > 0 ? [plan.waves[index - 1].name] : [];
  use(wave.after.join() === previous.join() ? Feature.WAVE_SEQUENCE : Feature.WAVE_GRAPH, path);
  if (wave.environments.length > 1) use(Feature.WAVE_PARALLEL, path);
  for (const gate of wave.gates) {
    use(GATES[gate.kind], `${path}/gates/${gate.id}`);
    if (gate.kind !== 'approval') continue;
    if (gate.quorum > 1) use(Feature.APPROVAL_QUORUM, `${path}/gates/${gate.id}`);
    if (gate.excludeAuthor) use(Feature.APPROVAL_EXCLUDES_AUTHOR, `${path}/gates/${gate.id}`);
  }
  use(SHIFTS[wave.shift.kind], `${path}/shift`);
  for (const verification of wave.verifications) {
    use(verification.kind === 'job' ? Feature.VERIFICATION_JOB : Feature.VERIFICATION_MEASUREMENT, `${path}/verifications/${verification.id}`);
  }
  if (wave.bakeMs > 0) use(Feature.BAKE, `${path}/bakeTime`);
  for (const trigger of wave.triggers) {
    use(trigger.scope === 'wave' ? Feature.ROLLBACK_WAVE : Feature.ROLLBACK_PROMOTED, `${path}/rollbackOn`);
  }
}
