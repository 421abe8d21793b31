import type { TrafficSpec } from '../../model/spec';
import { durationText } from '../../private/duration-text';
import { detectionMs } from '../detection';
import type { PlanDocument, PlannedWave } from '../document';
import type { Problem } from '../problem';
import { SP2203, SP2204 } from '../problems-statistics';
import { least } from '../stats/least';
import { anyOf } from '../stats/looks';
import { areFew } from '../stats/patterns';
import { edge } from './edge';
import { namePath, productionWaves, soundTraffic } from './facts';
import { percentText } from './percent-text';
import type { Exposure, JudgingSignal, RatioSignal, SequentialSignal } from './watching';
import { judgingSignals, pointsOf, stops, watchedBake, watchedSteps } from './watching';

/** One release in twenty. */
const SELDOM = 0.05;
const MORE_OFTEN_THAN_NOT = 0.5;
/** Whoever waits for more sees a bad version too late. */
const POINTS_AT_MOST = 12;
const LONGER_MS = [5, 10, 15, 30, 60].map((minutes) => minutes * 60_000);

/** A healthy release goes through: all signals in all steps and bakes of production together seldom stop it. */
export function falseAlarm(plan: PlanDocument): Problem[] {
  const traffic = soundTraffic(plan);
  if (!traffic) return [];
  const total = stopped(plan, traffic, (signal) => signal);
  if (total <= SELDOM) return [];
  const worst = loudest(plan, traffic);
  return [(total > MORE_OFTEN_THAN_NOT ? SP2203 : SP2204).at(namePath(plan, 'signals', worst.name), {
    got: `${percentText(total)} of healthy releases`,
    allowed: `at most ${percentText(SELDOM)} that are rolled back, by all signals together`,
    remedies: remedies(plan, traffic, worst),
  })];
}

function remedies(plan: PlanDocument, traffic: TrafficSpec, worst: JudgingSignal): string[] {
  if (worst.kind === 'sequential') return surer(plan, traffic, worst);
  const { points, atMostRatio, periodMs } = quieter(plan, traffic, worst);
  const found = [
    ...points === undefined ? [] : [`let "${worst.name}" fail on ${points} data points`],
    ...atMostRatio === undefined ? [] : [`let it accept ${percentText(atMostRatio)} errors`],
    ...periodMs === undefined ? [] : [`give it a period of ${durationText(periodMs)}`],
  ];
  return found.length > 0 ? found : ['lengthen the steps and the bake time, and with them the period of each signal', 'trigger on fewer signals'];
}

const FALSE_ALARMS = [0.05, 0.02, 0.01, 0.005, 0.002, 0.001];

/** A sequential signal keeps to what it is told, in each environment and each step anew. */
function surer(plan: PlanDocument, traffic: TrafficSpec, worst: SequentialSignal): string[] {
  const found = FALSE_ALARMS.find((falseAlarmRatio) => falseAlarmRatio < worst.falseAlarmRatio
    && stopped(plan, traffic, (signal) => (signal.name === worst.name ? { ...worst, falseAlarmRatio } : signal)) <= SELDOM);
  return found === undefined ? ['trigger on fewer signals', `give "${worst.name}" the baseline that the metrics show`] : [`give "${worst.name}" a falseAlarm of ${found}`];
}

/** The least change of each that is enough; undefined where none is. */
export interface Quieter {
  readonly points: number | undefined;
  readonly atMostRatio: number | undefined;
  readonly periodMs: number | undefined;
}

/** In whole data points, in tenths of a percent, and in periods that metric stores keep. A signal that cannot fail in time any more would be quiet, too. */
export function quieter(plan: PlanDocument, traffic: TrafficSpec, worst: RatioSignal): Quieter {
  const changed = (change: Partial<RatioSignal>) => (signal: JudgingSignal) => (signal.name === worst.name ? { ...worst, ...change } : signal);
  const shortestMs = shortestWatch(plan, worst);
  const inTime = (change: Partial<RatioSignal>) => detectionMs({ ...worst, ...change }) < shortestMs;
  const enough = (change: Partial<RatioSignal>) => stopped(plan, traffic, changed(change)) <= SELDOM;
  const { datapointsToFail, datapointsObserved, atMostRatio, detectRatio } = worst;
  const failing = (n: number) => ({ datapointsToFail: n, datapointsObserved: Math.max(n, datapointsObserved) });
  const isPossible = (n: number) => inTime(failing(n)) && areFew(pointsOf(failing(n)));
  const mostPoints = least(datapointsToFail, POINTS_AT_MOST, (n) => !isPossible(n + 1));
  const points = edge(datapointsToFail + 1, mostPoints, (n) => enough(failing(n)));
  const permille = edge(Math.floor(atMostRatio * 1000) + 1, Math.ceil(detectRatio * 1000) - 1, (n) => enough({ atMostRatio: n / 1000 }));
  const periodMs = LONGER_MS.find((ms) => ms > worst.periodMs && inTime({ periodMs: ms }) && enough({ periodMs: ms }));
  return { points, atMostRatio: permille && permille / 1000, periodMs };
}

/** The shortest time in which the signal can fail as it is. */
function shortestWatch(plan: PlanDocument, signal: RatioSignal): number {
  const waves = productionWaves(plan).filter((wave) => judgingSignals(plan, wave).some(({ name }) => name === signal.name));
  return Math.min(...waves.flatMap(watched).map(({ watchedMs }) => watchedMs).filter((ms) => ms > detectionMs(signal)));
}

/** Probability that a healthy release is rolled back somewhere in production. */
function stopped(plan: PlanDocument, traffic: TrafficSpec, changed: (signal: JudgingSignal) => JudgingSignal): number {
  return anyOf(productionWaves(plan).flatMap((wave) => judgingSignals(plan, wave).map(changed).map((signal) => inWave(wave, signal, traffic))));
}

/** The signal that stops the most. */
function loudest(plan: PlanDocument, traffic: TrafficSpec): JudgingSignal {
  const signals = productionWaves(plan).flatMap((wave) => judgingSignals(plan, wave).map((signal) => ({ signal, stops: inWave(wave, signal, traffic) })));
  return signals.sort((a, b) => b.stops - a.stops)[0].signal;
}

function inWave(wave: PlannedWave, signal: JudgingSignal, traffic: TrafficSpec): number {
  const once = anyOf(watched(wave).map((exposure) => stops(signal, traffic, exposure, traffic.errorRatio)));
  return anyOf(wave.environments.map(() => once));
}

function watched(wave: PlannedWave): Exposure[] {
  return [...watchedSteps(wave), ...watchedBake(wave)];
}
