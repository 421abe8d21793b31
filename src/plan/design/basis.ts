import type { TrafficSpec } from '../../model/spec';
import { soundTraffic } from '../check/facts';
import { SHARE, SHARE_OR_ALL } from '../check/ranges';
import type { JudgingSignal, RatioSignal } from '../check/watching';
import { WEEK_MS, judgingSignals } from '../check/watching';
import type { PlanDocument, PlannedWave } from '../document';

/** What a design is computed from. */
export interface Basis {
  readonly traffic: TrafficSpec;
  /** The signal of the new version that must notice the least errors. */
  readonly signal: RatioSignal;
  /** All that may stop the release by chance. */
  readonly signals: readonly JudgingSignal[];
  /** Each environment is one more chance. */
  readonly environments: number;
  readonly bakeMs: number;
}

/** Undefined where traffic or a signal is missing, or a number means nothing. */
export function basisOf(plan: PlanDocument, wave: PlannedWave): Basis | undefined {
  const traffic = soundTraffic(plan);
  const signals = judgingSignals(plan, wave);
  const signal = mostDemanding(signals);
  if (!traffic || !signal || !signals.every(hasBounds)) return undefined;
  return { traffic, signal, signals, environments: wave.environments.length, bakeMs: wave.bakeMs > 0 && wave.bakeMs <= WEEK_MS ? wave.bakeMs : 0 };
}

/** The same, if the signal had to notice no less than another share of errors. */
export function withDetect(basis: Basis, detectRatio: number): Basis {
  const signals = basis.signals.map((signal) => (signal.name === basis.signal.name ? { ...signal, detectRatio } : signal));
  return { ...basis, signals, signal: mostDemanding(signals)! };
}

function mostDemanding(signals: readonly JudgingSignal[]): RatioSignal | undefined {
  return signals.flatMap((signal) => (signal.kind === 'errorRatio' && signal.scope === 'version' ? [signal] : [])).sort((a, b) => a.detectRatio - b.detectRatio)[0];
}

function hasBounds(signal: JudgingSignal): boolean {
  return signal.kind === 'sequential' || (SHARE.holds(signal.atMostRatio) && SHARE_OR_ALL.holds(signal.detectRatio));
}
