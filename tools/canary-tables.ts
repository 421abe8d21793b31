import * as fs from 'node:fs';
import * as path from 'node:path';
import { RootConstruct } from 'constructs';
import { Duration, Environment, ReleasePipeline, RollbackTrigger, Signal, Tier, Traffic, TrafficShift } from '../src/index'; // not by the package's name: run without a test runner
import { percentText } from '../src/plan/check/percent-text';
import type { RatioSignal } from '../src/plan/check/watching';
import { ratioSignals, stops } from '../src/plan/check/watching';
import type { PlanDocument } from '../src/plan/document';
import { lower } from '../src/plan/lower';
import { exceedingRatio } from '../src/plan/stats/dilution';
import { shiftWords } from '../src/report/words/shift';

/*
 * Writes the tables of docs/concepts/choosing-a-canary.md, each between its markers: `ts-node -T tools/canary-tables.ts`.
 */

const PAGE = path.join(__dirname, '..', 'docs', 'concepts', 'choosing-a-canary.md');
const MINUTE_MS = 60_000;
const ERROR_RATIO = 0.001;

function planOf(requestsPerSecond: number, trafficShift: TrafficShift, datapointsToFail = 3, detect = 0.01): PlanDocument {
  const pipeline = new ReleasePipeline(new RootConstruct(), 'Shop', {
    service: 'shop', traffic: Traffic.of({ requestsPerSecond, errorRatio: ERROR_RATIO }),
    rollbackOn: [RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.005, detect, datapointsToFail }))],
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

const TABLES: Record<string, () => string> = { power, 'false-alarm': falseAlarm, dilution, designed };

/** The page with its tables as they should be. */
export function withTables(text: string): string {
  return text.replace(/(<!-- table: ([\w-]+) -->\n)[\s\S]*?(<!-- end -->)/g, (_, begin: string, name: string, end: string) => `${begin}${TABLES[name]()}\n${end}`);
}

export function page(): string {
  return fs.readFileSync(PAGE, 'utf8');
}

if (require.main === module) fs.writeFileSync(PAGE, withTables(page()));
