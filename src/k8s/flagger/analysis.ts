import type { SignalSpec } from '../../model/spec';
import { measuredNames, partialSteps } from '../../plan/wave-facts';
import type { ReleasedWorkload } from '../engines/progressive-engine';
import { goDuration } from '../go-duration';
import { failingDatapoints } from '../prometheus/failing-datapoints';
import { judged } from '../prometheus/target';
import { triggersOf } from '../prometheus/watch';
import type { Watched } from '../prometheus/watched';
import { CANARY } from '../traffic/service';
import { intervalMs, SHORTEST_MS } from './ticks';

/** Pods of a Deployment are named after it, a hash that nobody knows beforehand, and a suffix: no other version has such names. */
const ANY_HASH = '[0-9a-z]+';

/** When Flagger looks, and what it changes when all is well. The first failed check is one too many. */
export function analysis(workload: ReleasedWorkload): Record<string, unknown> {
  const interval = Math.max(SHORTEST_MS, intervalMs(workload.wave, workload.router !== undefined));
  return { interval: goDuration(interval), threshold: 1, ...shifted(workload, interval) };
}

function shifted({ wave, wave: { shift } }: ReleasedWorkload, interval: number): object {
  if (shift.kind === 'blueGreen') return { iterations: Math.max(1, Math.round(shift.steps[0].holdMs / interval)) };
  const weights = partialSteps(wave).map(({ percent }) => percent);
  // one more interval, with all requests, for what is verified after the shift
  const verified = measuredNames(wave).length > 0 ? [100] : [];
  if (shift.kind === 'linear') return { stepWeight: weights[0], maxWeight: verified[0] ?? weights[weights.length - 1] };
  return { stepWeights: [...weights, ...verified] };
}

/** What Flagger asks at each look. */
export function asked({ wave, signals }: Pick<ReleasedWorkload, 'wave' | 'signals'>): SignalSpec[] {
  const triggers = triggersOf(wave, signals);
  const verified = measuredNames(wave);
  return signals.filter((signal) => triggers.includes(signal) || verified.includes(signal.name));
}

/**
 * PromQL of how many of a signal's data points fail. An empty answer is a failed check; only before a switch, when there are
 * no customers yet, what cannot be judged is no reason to fail.
 */
export function query(signal: SignalSpec, { wave, name }: ReleasedWorkload, watched: Watched): string {
  const failing = failingDatapoints(signal, judged(signal, watched, { hash: ANY_HASH, service: name + CANARY }), watched.prometheus);
  return wave.shift.kind === 'blueGreen' ? `(${failing}) or on() vector(0)` : failing;
}
