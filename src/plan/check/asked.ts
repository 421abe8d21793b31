import type { SignalSpec, TrafficSpec } from '../../model/spec';
import type { PlanDocument, PlannedWave } from '../document';
import { partialSteps } from '../wave-facts';
import { triggerSignals, wavePath } from './facts';

/** A time in which a signal is asked, and the share of the traffic that it sees. */
export interface Asked {
  readonly path: string;
  readonly signal: SignalSpec;
  readonly percent: number;
  readonly watchedMs: number;
  /** What is done for longer, as an imperative. */
  readonly wait: string;
  /** Largest share that the first step could have, in percent; undefined where there is no share to choose. */
  readonly belowPercent: number | undefined;
}

/** Where a wave asks its signals: in the first step, in the bake, and in measurements. Shares only grow, so what the first step reaches, later ones do too. */
export function asked(plan: PlanDocument, wave: PlannedWave): Asked[] {
  return [...inStep(plan, wave), ...inBake(plan, wave), ...inMeasurements(plan, wave)].filter(({ watchedMs }) => watchedMs > 0);
}

/** Requests a second that the signal sees there. */
export function seenPerSecond({ percent }: Pick<Asked, 'percent'>, { requestsPerSecond }: TrafficSpec): number {
  return requestsPerSecond * percent / 100;
}

function inStep(plan: PlanDocument, wave: PlannedWave): Asked[] {
  const first = partialSteps(wave).find(({ holdMs }) => holdMs > 0);
  if (!first) return [];
  const { percent: belowPercent = 100 } = wave.shift.steps[wave.shift.steps.indexOf(first) + 1] ?? {};
  return triggerSignals(plan, wave).map((signal) => {
    const diluted = signal.scope === 'service';
    return {
      path: `${wavePath(plan, wave)}/shift`, signal, percent: diluted ? 100 : first.percent, watchedMs: first.holdMs, wait: 'hold the step',
      belowPercent: diluted ? undefined : belowPercent,
    };
  });
}

function inBake(plan: PlanDocument, wave: PlannedWave): Asked[] {
  return triggerSignals(plan, wave).map((signal) => ({
    path: `${wavePath(plan, wave)}/bakeTime`, signal, percent: 100, watchedMs: wave.bakeMs, wait: 'bake', belowPercent: undefined,
  }));
}

function inMeasurements(plan: PlanDocument, wave: PlannedWave): Asked[] {
  return wave.verifications.flatMap((verification) => (verification.kind === 'job' ? [] : plan.signals
    .filter(({ name }) => name === verification.signal)
    .map((signal) => ({
      path: `${wavePath(plan, wave)}/verifications/${verification.id}`, signal, percent: 100, watchedMs: verification.durationMs, wait: 'measure', belowPercent: undefined,
    }))));
}
