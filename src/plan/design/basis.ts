import type { TrafficSpec } from '../../model/spec';
import { soundTraffic } from '../check/facts';
import { SHARE, SHARE_OR_ALL } from '../check/ranges';
import type { RatioSignal } from '../check/watching';
import { WEEK_MS, ratioSignals } from '../check/watching';
import type { PlanDocument, PlannedWave } from '../document';

/** What a design is computed from. */
export interface Basis {
  readonly traffic: TrafficSpec;
  /** The signal of the new version that must notice the least errors. */
  readonly signal: RatioSignal;
  /** All that may stop the release by chance. */
  readonly signals: readonly RatioSignal[];
  /** Each environment is one more chance. */
  readonly environments: number;
  readonly bakeMs: number;
}

/** Undefined where traffic or a signal is missing, or a number means nothing. */
export function basisOf(plan: PlanDocument, wave: PlannedWave): Basis | undefined {
  const traffic = soundTraffic(plan);
  const signals = ratioSignals(plan, wave);
  const signal = mostDemanding(signals);
  if (!traffic || !signal || !signals.every(hasBounds)) return undefined;
  return { traffic, signal, signals, environments: wave.environments.length, bakeMs: wave.bakeMs > 0 && wave.bakeMs <= WEEK_MS ? wave.bakeMs : 0 };
}

/** The same, if the signal had to notice no less than another share of errors. */
export function withDetect(basis: Basis, detectRatio: number): Basis {
  const signals = basis.signals.map((signal) => (signal.name === basis.signal.name ? { ...signal, detectRatio } : signal));
  return { ...basis, signals, signal: mostDemanding(signals)! };
}

function mostDemanding(signals: readonly RatioSignal[]): RatioSignal | undefined {
  return signals.filter(({ scope }) => scope === 'version').sort((a, b) => a.detectRatio - b.detectRatio)[0];
}

function hasBounds({ atMostRatio, detectRatio }: RatioSignal): boolean {
  return SHARE.holds(atMostRatio) && SHARE_OR_ALL.holds(detectRatio);
}
