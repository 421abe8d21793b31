import type { TrafficSpec } from '../../model/spec';
import { durationText } from '../../private/duration-text';
import type { PlanDocument } from '../document';
import type { Problem } from '../problem';
import { SP2015 } from '../problems-release';
import { minimumRequests, observedMs } from '../signal-facts';
import { leastWhole, wholeOf } from '../stats/whole';
import type { Asked } from './asked';
import { asked, seenPerSecond } from './asked';
import { edge } from './edge';
import { soundTraffic } from './facts';
import { mayObserve } from './watching';

const MINUTE_MS = 60_000;

/** A signal that waits for requests is watched where they come. */
export function minimum(plan: PlanDocument): Problem[] {
  const traffic = soundTraffic(plan);
  return traffic ? plan.waves.flatMap((wave) => asked(plan, wave)).flatMap((one) => tooFew(one, traffic)) : [];
}

function tooFew(one: Asked, traffic: TrafficSpec): Problem[] {
  const { path, signal, percent, watchedMs } = one;
  const { name, measure } = signal;
  if (measure.kind !== 'errorRatio' && measure.kind !== 'latency') return [];
  const atLeast = minimumRequests(signal);
  const countedMs = Math.min(observedMs(signal), watchedMs);
  const seen = requestsIn(countedMs, percent, traffic);
  if (!(seenPerSecond(one, traffic) > 0 && seen < atLeast)) return [];
  return [SP2015.at(path, {
    got: `${seen} ${seen === 1 ? 'request' : 'requests'} in ${durationText(countedMs)}`,
    allowed: `at least ${atLeast}, for "${name}" to have data; it sees ${percent} % of ${traffic.requestsPerSecond} a second`,
    remedies: remedies(one, traffic, { seen, atLeast }),
  })];
}

function remedies(one: Asked, traffic: TrafficSpec, { seen, atLeast }: { seen: number; atLeast: number }): string[] {
  const found = [...longer(one, traffic, atLeast), ...larger(one, traffic, atLeast), ...seen >= 1 ? [`lower its minimumRequests to ${seen}`] : []];
  return found.length > 0 ? found : ['release when more requests come, and declare that traffic'];
}

function longer(one: Asked, traffic: TrafficSpec, atLeast: number): string[] {
  const { signal, watchedMs, wait } = one;
  const neededMs = atLeast / seenPerSecond(one, traffic) * 1000;
  const points = leastWhole(neededMs / signal.periodMs);
  if (points > signal.datapointsObserved && !mayObserve(signal, points)) return [];
  const text = [
    ...neededMs > watchedMs ? [`${wait} for at least ${durationText(leastWhole(neededMs / MINUTE_MS) * MINUTE_MS)}`] : [],
    ...points > signal.datapointsObserved ? [`let "${signal.name}" observe ${points} data points`] : [],
  ].join(' and ');
  return text ? [text] : [];
}

/** In tenths of a percent, and less than the next step has. */
function larger({ signal, percent, watchedMs, belowPercent }: Asked, traffic: TrafficSpec, atLeast: number): string[] {
  if (belowPercent === undefined) return [];
  const countedMs = Math.min(observedMs(signal), watchedMs);
  const tenths = edge(Math.floor(percent * 10) + 1, Math.ceil(belowPercent * 10) - 1, (n) => requestsIn(countedMs, n / 10, traffic) >= atLeast);
  return tenths === undefined ? [] : [`give the first step ${tenths / 10} % of the traffic`];
}

function requestsIn(ms: number, percent: number, traffic: TrafficSpec): number {
  return wholeOf(seenPerSecond({ percent }, traffic) / 1000 * ms);
}
