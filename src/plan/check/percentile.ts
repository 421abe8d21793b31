import type { SignalSpec, TrafficSpec } from '../../model/spec';
import { durationText } from '../../private/duration-text';
import { DELIVERY_MS } from '../detection';
import type { PlanDocument } from '../document';
import type { Problem } from '../problem';
import { SP2207 } from '../problems-statistics';
import { slowRatio } from '../stats/percentile';
import { wholeOf } from '../stats/whole';
import type { Asked } from './asked';
import { asked, seenPerSecond } from './asked';
import { edge } from './edge';
import { soundTraffic } from './facts';
import { shortestWatch } from './shortest-watch';

const MINUTE_MS = 60_000;

/** A percentile of latency is taken of so many requests that it can be told from the slowest of them. */
export function percentile(plan: PlanDocument): Problem[] {
  const traffic = soundTraffic(plan);
  const watches = new Map<SignalSpec, number>();
  const shortestMs = (signal: SignalSpec) => {
    const ms = watches.get(signal) ?? shortestWatch(plan, signal);
    watches.set(signal, ms);
    return ms;
  };
  return traffic ? plan.waves.flatMap((wave) => asked(plan, wave)).flatMap((one) => ofFew(one, traffic, shortestMs)) : [];
}

function ofFew(one: Asked, traffic: TrafficSpec, shortestMs: (signal: SignalSpec) => number): Problem[] {
  const { path, signal } = one;
  const { measure, name, periodMs } = signal;
  if (measure.kind !== 'latency' || !(measure.percentile > 0 && measure.percentile < 100)) return [];
  const perPoint = seenPerSecond(one, traffic) / 1000 * periodMs;
  if (!(perPoint > 0) || !isSlowest(measure.percentile, perPoint)) return [];
  const needed = Math.ceil(rounded(1 / slowRatio(measure.percentile)));
  return [SP2207.at(path, {
    got: `${wholeOf(perPoint)} requests in ${durationText(periodMs)}`,
    allowed: `at least ${needed}, for "${name}" to be more than the slowest of them`,
    remedies: remedies(one, traffic, measure.percentile, shortestMs(signal)),
  })];
}

/** Time, in which the signal can still fail wherever it is watched, weight, and what is asked for: each mends it alone. */
function remedies(one: Asked, traffic: TrafficSpec, percentileOf: number, shortestMs: number): string[] {
  const { signal, percent, watchedMs, belowPercent } = one;
  const perMs = (share: number) => seenPerSecond({ percent: share }, traffic) / 1000;
  const inTimeMs = (Math.min(shortestMs, watchedMs) - DELIVERY_MS) / signal.datapointsToFail;
  const minutes = edge(Math.floor(signal.periodMs / MINUTE_MS) + 1, Math.ceil(inTimeMs / MINUTE_MS) - 1,
    (n) => !isSlowest(percentileOf, perMs(percent) * n * MINUTE_MS));
  const tenths = belowPercent === undefined ? undefined
    : edge(Math.floor(percent * 10) + 1, Math.ceil(belowPercent * 10) - 1, (n) => !isSlowest(percentileOf, perMs(n / 10) * signal.periodMs));
  const lower = edge(1, Math.ceil(percentileOf) - 1, (n) => !isSlowest(Math.ceil(percentileOf) - n, perMs(percent) * signal.periodMs));
  return [
    ...minutes === undefined ? [] : [`give "${signal.name}" a period of ${durationText(minutes * MINUTE_MS)}`],
    ...tenths === undefined ? [] : [`give the first step ${tenths / 10} % of the traffic`],
    ...lower === undefined ? [] : [`measure the percentile ${Math.ceil(percentileOf) - lower}`],
    ...minutes === undefined && tenths === undefined && lower === undefined ? ['release when more requests come, and declare that traffic'] : [],
  ];
}

/** Whether fewer than one of so many requests is over the percentile. */
function isSlowest(percentileOf: number, requests: number): boolean {
  return rounded(requests * slowRatio(percentileOf)) < 1;
}

/** A hundredth of 100 is 1, and not 0.9999999999999999. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
