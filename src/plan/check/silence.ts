import type { TrafficSpec } from '../../model/spec';
import { durationText } from '../../private/duration-text';
import type { PlanDocument } from '../document';
import type { Problem } from '../problem';
import { SP2206 } from '../problems-statistics';
import { minimumRequests, observedMs } from '../signal-facts';
import { fewerArrivals } from '../stats/arrivals';
import { wholeOf } from '../stats/whole';
import type { Asked } from './asked';
import { asked, seenPerSecond } from './asked';
import { edge } from './edge';
import { soundTraffic } from './facts';
import { percentText } from './percent-text';
import { mayObserve } from './watching';

/** One look in twenty. */
const SELDOM = 0.05;
/** A signal that looks back further says more of the past than of the version. */
const POINTS_AT_MOST = 60;

/** A signal that asks for a number of requests seldom misses it by chance. */
export function silence(plan: PlanDocument): Problem[] {
  const traffic = soundTraffic(plan);
  return traffic ? plan.waves.flatMap((wave) => asked(plan, wave)).flatMap((one) => often(one, traffic)) : [];
}

function often(one: Asked, traffic: TrafficSpec): Problem[] {
  const { path, signal, percent } = one;
  const { kind } = signal.measure;
  const atLeast = minimumRequests(signal);
  if ((kind !== 'errorRatio' && kind !== 'latency') || !Number.isInteger(atLeast) || atLeast < 1) return [];
  const look = { percent, countedMs: Math.min(observedMs(signal), one.watchedMs), atLeast };
  const expected = seenPerSecond(one, traffic) / 1000 * look.countedMs;
  // that it is missed as a rule, another check says
  if (!(wholeOf(expected) >= atLeast) || !(silent(look, traffic) > SELDOM)) return [];
  const consequence = signal.noData === 'fail' ? 'fail' : 'hold the release';
  return [SP2206.at(path, {
    got: `${percentText(silent(look, traffic))} of looks with fewer than ${atLeast} ${atLeast === 1 ? 'request' : 'requests'} in ${durationText(look.countedMs)}`,
    allowed: `at most ${percentText(SELDOM)} in which "${signal.name}" has no data; they ${consequence}`,
    remedies: remedies(one, traffic, look),
  })];
}

/** A time looked back on, and what is asked of it. */
interface Look {
  readonly percent: number;
  readonly countedMs: number;
  readonly atLeast: number;
}

function silent({ percent, countedMs, atLeast }: Look, traffic: TrafficSpec): number {
  return fewerArrivals(atLeast, seenPerSecond({ percent }, traffic) / 1000 * countedMs);
}

/** Time, weight, and what is asked for: each mends it alone. */
function remedies({ signal, percent, watchedMs, belowPercent }: Asked, traffic: TrafficSpec, look: Look): string[] {
  const seldom = (change: Partial<Look>) => silent({ ...look, ...change }, traffic) <= SELDOM;
  const { datapointsObserved, periodMs } = signal;
  const more = edge(datapointsObserved + 1, Math.min(POINTS_AT_MOST, Math.floor(watchedMs / periodMs)), (n) => seldom({ countedMs: n * periodMs }));
  const points = more !== undefined && mayObserve(signal, more) ? more : undefined;
  const tenths = belowPercent === undefined ? undefined
    : edge(Math.floor(percent * 10) + 1, Math.ceil(belowPercent * 10) - 1, (n) => seldom({ percent: n / 10 }));
  const fewer = edge(1, look.atLeast - 1, (n) => seldom({ atLeast: look.atLeast - n }));
  return [
    ...points === undefined ? [] : [`let "${signal.name}" observe ${points} data points`],
    ...tenths === undefined ? [] : [`give the first step ${tenths / 10} % of the traffic`],
    ...fewer === undefined ? [] : [`lower its minimumRequests to ${look.atLeast - fewer}`],
    ...points === undefined && tenths === undefined && fewer === undefined ? ['release when more requests come, and declare that traffic'] : [],
  ];
}
