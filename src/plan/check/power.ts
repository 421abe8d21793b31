import type { TrafficSpec } from '../../model/spec';
import { durationText } from '../../private/duration-text';
import type { PlanDocument, PlannedWave } from '../document';
import type { Problem } from '../problem';
import { SP2201, SP2202, SP2205 } from '../problems-statistics';
import { testOf } from '../sequential-signal';
import { requestsToStop } from '../stats/sequential-odds';
import { effectiveRequests } from '../stats/validity';
import { wholeOf } from '../stats/whole';
import { edge } from './edge';
import { productionWaves, soundTraffic, triggerSignals, wavePath } from './facts';
import { percentText } from './percent-text';
import type { Exposure, JudgingSignal } from './watching';
import { judgingSignals, stops, watchedSteps } from './watching';

const MINUTE_MS = 60_000;
/** What is planned for in experiments. */
const ENOUGH = 0.8;
/** Less often than one time in ten is as good as never. */
const NEVER = 0.1;
const HOLD_AT_MOST_MS = 48 * 60 * MINUTE_MS;

/** A step that is there to notice a bad version notices it. */
export function power(plan: PlanDocument): Problem[] {
  const traffic = soundTraffic(plan);
  if (!traffic) return [];
  return productionWaves(plan).flatMap((wave) => weakest(plan, wave, traffic));
}

/** The first step in which none of the wave's signals is sure enough. */
function weakest(plan: PlanDocument, wave: PlannedWave, traffic: TrafficSpec): Problem[] {
  const signals = judging(plan, wave);
  for (const step of watchedSteps(wave)) {
    // where not even a version that always fails is noticed, there is no time for it, which another check says
    const [best] = signals.filter((signal) => stops(signal, traffic, step, 1) > 0)
      .map((signal) => ({ signal, sure: noticed(signal, traffic, step) }))
      .sort((a, b) => b.sure - a.sure);
    if (best && best.sure < enough(best.signal)) return [problem(`${wavePath(plan, wave)}/shift`, best.signal, traffic, step)];
  }
  return [];
}

/** The new version's own signals. Those of the whole service only where errors are seen by nothing else, but something else is watched. */
function judging(plan: PlanDocument, wave: PlannedWave): JudgingSignal[] {
  const signals = judgingSignals(plan, wave);
  const own = signals.filter(({ scope }) => scope === 'version');
  return own.length > 0 || triggerSignals(plan, wave).every(({ scope }) => scope === 'service') ? own : signals;
}

function problem(path: string, signal: JudgingSignal, traffic: TrafficSpec, step: Exposure): Problem {
  const sure = noticed(signal, traffic, step);
  const diluted = signal.scope === 'service';
  return (diluted ? SP2205 : sure < NEVER ? SP2201 : SP2202).at(path, {
    got: `${percentText(sure)} for ${percentText(signal.detectRatio)} errors, with ${step.percent} % of the traffic for ${durationText(step.watchedMs)}${taken(signal)}${grouped(traffic, step)}`,
    allowed: `at least ${percentText(enough(signal))}, for "${signal.name}" to notice them`,
    remedies: [...diluted ? [`let "${signal.name}" measure the new version alone`] : [], ...remedies(signal, traffic, step)],
  });
}

/** How many requests a sequential test takes tells which of the levers is the right one. */
function taken(signal: JudgingSignal): string {
  if (signal.kind === 'errorRatio') return '';
  return `; it takes ${Math.ceil(requestsToStop(testOf(signal), signal.detectRatio) * signal.clusteringFactor)} requests on average`;
}

/** That errors come in groups is seldom in mind when a step is chosen. */
function grouped({ requestsPerSecond, clusteringFactor }: TrafficSpec, { percent, watchedMs }: Exposure): string {
  const requests = requestsPerSecond * percent / 100 * watchedMs / 1000;
  return clusteringFactor > 1
    ? `, ${wholeOf(requests)} requests that tell no more than ${wholeOf(effectiveRequests(requests, clusteringFactor))} would whose errors came one by one`
    : '';
}

/** Time, weight, and what is asked for: each mends it alone. */
function remedies(signal: JudgingSignal, traffic: TrafficSpec, step: Exposure): string[] {
  const { longerMs, percent, ratio } = levers(signal, traffic, step);
  return [
    ...longerMs === undefined ? [] : [`hold the step for ${durationText(longerMs)}`],
    ...percent === undefined ? [] : [`give it ${percent} % of the traffic`],
    ...ratio === undefined ? [] : [`declare ${percentText(ratio)} errors as what it has to detect`],
  ];
}

/** The least change of each that is enough; undefined where none is. */
export interface Levers {
  readonly longerMs: number | undefined;
  readonly percent: number | undefined;
  readonly ratio: number | undefined;
}

/** In whole minutes, and in tenths of a percent, of which there are less than in the next step. */
export function levers(signal: JudgingSignal, traffic: TrafficSpec, step: Exposure): Levers {
  const isEnough = (change: Partial<Exposure>, detectRatio = signal.detectRatio) =>
    noticed({ ...signal, detectRatio }, traffic, { ...step, ...change }) >= enough(signal);
  const minutes = edge(Math.floor(step.watchedMs / MINUTE_MS) + 1, HOLD_AT_MOST_MS / MINUTE_MS, (n) => isEnough({ watchedMs: n * MINUTE_MS }));
  const most = Math.min(Math.ceil((step.belowPercent ?? 100) * 10) - 1, 999);
  const tenths = smallest(Math.floor(step.percent * 10) + 1, most, (n) => isEnough({ percent: n / 10 }));
  const permille = edge(Math.floor(signal.detectRatio * 1000) + 1, signal.kind === 'sequential' ? 999 : 1000, (n) => isEnough({}, n / 1000));
  return { longerMs: minutes && minutes * MINUTE_MS, percent: tenths && tenths / 10, ratio: permille && permille / 1000 };
}

/** A little more traffic can tell less, where one more failed request is allowed for it: so all numbers below an edge are tried. */
function smallest(from: number, to: number, isEnough: (n: number) => boolean): number | undefined {
  const above = edge(from, to, isEnough);
  if (above === undefined) return undefined;
  let n = from;
  while (n < above && !isEnough(n)) n++;
  return n;
}

function enough(signal: JudgingSignal): number {
  return signal.kind === 'sequential' ? signal.power : ENOUGH;
}

function noticed(signal: JudgingSignal, traffic: TrafficSpec, step: Exposure): number {
  return stops(signal, traffic, step, signal.detectRatio);
}
