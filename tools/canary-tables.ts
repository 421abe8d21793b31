import * as fs from 'node:fs';
import * as path from 'node:path';
import { RootConstruct } from 'constructs';
import { Duration, Environment, ReleasePipeline, RollbackTrigger, Signal, Tier, Traffic, TrafficShift } from '../src/index'; // not by the package's name: run without a test runner
import { percentText } from '../src/plan/check/percent-text';
import type { JudgingSignal, RatioSignal } from '../src/plan/check/watching';
import { judgingSignals, ratioSignals, stops } from '../src/plan/check/watching';
import type { PlanDocument } from '../src/plan/document';
import { lower } from '../src/plan/lower';
import { exceedingRatio } from '../src/plan/stats/dilution';
import { shiftWords } from '../src/report/words/shift';
import { linePlot } from './line-plot';

/*
 * Writes the tables of docs/concepts/choosing-a-canary.md, each between its markers, and the plots beside it: `ts-node -T tools/canary-tables.ts`.
 */

const PAGE = path.join(__dirname, '..', 'docs', 'concepts', 'choosing-a-canary.md');
const MINUTE_MS = 60_000;
const ERROR_RATIO = 0.001;

function planOf(requestsPerSecond: number, trafficShift: TrafficShift, datapointsToFail = 3, detect = 0.01): PlanDocument {
  return planWith(Signal.errorRatio({ atMost: 0.005, detect, datapointsToFail }), requestsPerSecond, trafficShift);
}

function planWith(signal: Signal, requestsPerSecond: number, trafficShift: TrafficShift): PlanDocument {
  const pipeline = new ReleasePipeline(new RootConstruct(), 'Shop', {
    service: 'shop', traffic: Traffic.of({ requestsPerSecond, errorRatio: ERROR_RATIO }),
    rollbackOn: [RollbackTrigger.signal(signal)],
  });
  pipeline.addWave('prod', { environments: [new Environment('prod', { tier: Tier.PRODUCTION })], trafficShift, bakeTime: Duration.hours(1) });
  return lower(pipeline);
}

function stopped(requestsPerSecond: number, percent: number, minutes: number, ratio: number, datapointsToFail = 3): string {
  const plan = planOf(requestsPerSecond, TrafficShift.canary({ percent, hold: Duration.minutes(minutes) }), datapointsToFail);
  const [signal]: RatioSignal[] = ratioSignals(plan, plan.waves[0]);
  return percentText(stops(signal, plan.traffic!, { percent, watchedMs: minutes * MINUTE_MS }, ratio));
}

function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function power(): string {
  const times = [5, 10, 15, 30, 60];
  return table(['requests a second', 'share', ...times.map((minutes) => `${minutes} min`)], [10, 100].flatMap((rate) => [1, 5, 10].map((percent) => [
    `${rate}`, `${percent} %`, ...times.map((minutes) => stopped(rate, percent, minutes, 0.01)),
  ])));
}

function falseAlarm(): string {
  const shares = [1, 5, 10, 25];
  return table(['fails on', ...shares.map((percent) => `${percent} % of 100 a second`)], [1, 2, 3].map((points) => [
    `${points} of ${points}`, ...shares.map((percent) => stopped(100, percent, 10, ERROR_RATIO, points)),
  ]));
}

function dilution(): string {
  const shares = [1, 2, 5, 10, 25, 50];
  const needed = (percent: number) => exceedingRatio(percent / 100, 0.005, ERROR_RATIO);
  return table(shares.map((percent) => `${percent} %`), [shares.map((percent) => percentText(needed(percent)))]);
}

function designed(): string {
  return table(['requests a second', 'at most harmed', 'steps', 'with `equalSteps`'], [20, 100, 1000].flatMap((rate) => [500, 5000].map((maxHarmedRequests) => [
    `${rate}`, `${maxHarmedRequests}`, ...[false, true].map((equalSteps) => {
      const { shift } = planOf(rate, TrafficShift.designed({ maxHarmedRequests, within: Duration.hours(1), equalSteps })).waves[0];
      return shift.kind === 'designed' ? 'none' : shiftWords(shift).join(', ');
    }),
  ])));
}

/** How surely a signal stops a version in a step of one share, of 100 requests a second. */
function sure(signal: Signal, percent: number, minutes: number, ratio: number): number {
  const plan = planWith(signal, 100, TrafficShift.canary({ percent, hold: Duration.minutes(minutes) }));
  const [judging]: JudgingSignal[] = judgingSignals(plan, plan.waves[0]);
  return stops(judging, plan.traffic!, { percent, watchedMs: minutes * MINUTE_MS }, ratio);
}

const RATIO = Signal.errorRatio({ atMost: 0.005, detect: 0.01 });
const SEQUENTIAL = Signal.sequential({ detect: 0.01 });

function overTime(): string {
  const times = Array.from({ length: 61 }, (_, minute) => minute);
  const line = (signal: Signal, label: string, percent: number) => ({
    label, points: times.map((minutes) => [minutes, minutes === 0 ? 0 : sure(signal, percent, minutes, 0.01)] as const), isDashed: signal === SEQUENTIAL,
  });
  return linePlot({
    title: 'How surely a step stops a version that fails 1 % of its requests', xTitle: 'minutes that the step is held, of 100 requests a second',
    yTitle: 'probability', xRange: [0, 60], xTicks: [0, 10, 20, 30, 40, 50, 60].map((minutes) => [minutes, `${minutes}`]),
    lines: [line(RATIO, 'ratio, 1 %', 1), line(RATIO, 'ratio, 2 %', 2), line(RATIO, 'ratio, 5 %', 5), line(SEQUENTIAL, 'sequential, 1 %', 1), line(SEQUENTIAL, 'sequential, 2 %', 2)],
  });
}

function overRise(): string {
  const ratios = Array.from({ length: 81 }, (_, i) => 10 ** (-3 + i * 3 / 80));
  const line = (signal: Signal, label: string, percent: number) => ({
    label, points: ratios.map((ratio) => [Math.log10(ratio), sure(signal, percent, 5, ratio)] as const), isDashed: signal === SEQUENTIAL,
  });
  return linePlot({
    title: 'What is stopped within five minutes', xTitle: 'share of the requests that the version fails, in a step of 100 requests a second',
    yTitle: 'probability', xRange: [-3, 0], xTicks: [[-3, '0.1 %'], [-2, '1 %'], [-1, '10 %'], [0, '100 %']],
    lines: [line(RATIO, 'ratio, 1 %', 1), line(RATIO, 'ratio, 5 %', 5), line(SEQUENTIAL, 'sequential, 1 %', 1), line(SEQUENTIAL, 'sequential, 5 %', 5)],
  });
}

/** The pictures of the page, by their files beside it. */
export const PLOTS: Record<string, () => string> = { 'canary-over-time.svg': overTime, 'canary-over-rise.svg': overRise };

export function plotFile(name: string): string {
  return path.join(path.dirname(PAGE), name);
}

const TABLES: Record<string, () => string> = { power, 'false-alarm': falseAlarm, dilution, designed };

/** The page with its tables as they should be. */
export function withTables(text: string): string {
  return text.replace(/(<!-- table: ([\w-]+) -->\n)[\s\S]*?(<!-- end -->)/g, (_, begin: string, name: string, end: string) => `${begin}${TABLES[name]()}\n${end}`);
}

export function page(): string {
  return fs.readFileSync(PAGE, 'utf8');
}

if (require.main === module) {
  fs.writeFileSync(PAGE, withTables(page()));
  for (const [name, plot] of Object.entries(PLOTS)) fs.writeFileSync(plotFile(name), plot());
}
