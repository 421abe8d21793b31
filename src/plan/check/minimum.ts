import type { SignalSpec, TrafficSpec } from '../../model/spec';
import { durationText } from '../../private/duration-text';
import type { PlanDocument, PlannedWave } from '../document';
import type { Problem } from '../problem';
import { SP2015 } from '../problems-release';
import { minimumRequests, observedMs } from '../signal-facts';
import { partialSteps } from '../wave-facts';
import { triggerSignals, wavePath } from './facts';

const MINUTE_MS = 60_000;

/** A time in which a signal is asked, and the share of the traffic that it sees. */
interface Watch {
  readonly path: string;
  readonly percent: number;
  readonly watchedMs: number;
  /** What is done for longer, as an imperative. */
  readonly wait: string;
}

/** A signal that waits for requests is watched where they come. */
export function minimum(plan: PlanDocument): Problem[] {
  const { traffic } = plan;
  if (!traffic) return [];
  return plan.waves.flatMap((wave) => [rarelyInStep, rarelyInBake, rarelyMeasured].flatMap((rarely) => rarely(plan, wave, traffic)));
}

/** Shares only grow, so what the first step reaches, later ones do too. */
function rarelyInStep(plan: PlanDocument, wave: PlannedWave, traffic: TrafficSpec): Problem[] {
  const first = partialSteps(wave).find(({ holdMs }) => holdMs > 0);
  if (!first) return [];
  return triggerSignals(plan, wave).flatMap((signal) => tooFew(signal, traffic, {
    path: `${wavePath(plan, wave)}/shift`, percent: signal.scope === 'version' ? first.percent : 100, watchedMs: first.holdMs, wait: 'hold the step',
  }));
}

function rarelyInBake(plan: PlanDocument, wave: PlannedWave, traffic: TrafficSpec): Problem[] {
  if (!(wave.bakeMs > 0)) return [];
  return triggerSignals(plan, wave).flatMap((signal) => tooFew(signal, traffic, {
    path: `${wavePath(plan, wave)}/bakeTime`, percent: 100, watchedMs: wave.bakeMs, wait: 'bake',
  }));
}

function rarelyMeasured(plan: PlanDocument, wave: PlannedWave, traffic: TrafficSpec): Problem[] {
  return wave.verifications.flatMap((verification) => (verification.kind === 'job' ? [] : plan.signals
    .filter(({ name }) => name === verification.signal)
    .flatMap((signal) => tooFew(signal, traffic, {
      path: `${wavePath(plan, wave)}/verifications/${verification.id}`, percent: 100, watchedMs: verification.durationMs, wait: 'measure',
    }))));
}

function tooFew(signal: SignalSpec, { requestsPerSecond }: TrafficSpec, { path, percent, watchedMs, wait }: Watch): Problem[] {
  const { name, measure, periodMs } = signal;
  if (measure.kind !== 'errorRatio' && measure.kind !== 'latency') return [];
  const atLeast = minimumRequests(signal);
  const perMs = requestsPerSecond * percent / 100 / 1000;
  const countedMs = Math.min(observedMs(signal), watchedMs);
  const seen = Math.floor(perMs * countedMs);
  if (!(perMs > 0 && seen < atLeast)) return [];
  const neededMs = atLeast / perMs;
  const longer = [
    ...neededMs > watchedMs ? [`${wait} for at least ${durationText(Math.ceil(neededMs / MINUTE_MS) * MINUTE_MS)}`] : [],
    ...neededMs > observedMs(signal) ? [`let "${name}" observe ${Math.ceil(neededMs / periodMs)} data points`] : [],
  ].join(' and ');
  return [SP2015.at(path, {
    got: `${seen} ${seen === 1 ? 'request' : 'requests'} in ${durationText(countedMs)}`,
    allowed: `at least ${atLeast}, for "${name}" to have data; it sees ${percent} % of ${requestsPerSecond} a second`,
    remedies: [
      ...longer ? [longer] : [],
      ...percent < 100 ? ['give the first step a larger share'] : [],
      ...seen >= 1 ? [`lower its minimumRequests to ${seen}`] : [],
    ],
  })];
}
