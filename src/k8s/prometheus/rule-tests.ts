import type { SignalSpec } from '../../model/spec';
import { goDuration } from '../go-duration';
import { budgetLabels, budgetName, LEFT } from './budget';
import type { BudgetGate } from './burn-rates';
import { burnAlerts } from './burn-rates';
import { matching } from './label-matchers';
import type { SignalLabels } from './recorded-signals';
import { FIRING } from './recorded-signals';
import type { InputSeries } from './sample-series';
import { requestSeries, sampleSeries } from './sample-series';
import { whole } from './target';
import type { Watched } from './watched';

/** A query and its values at the end of a test. */
type Expectation = [expr: string, values: number[]];

/** Tests of rules that are evaluated in one interval. */
interface Tests {
  readonly intervalMs: number;
  readonly tests: object[];
}

/**
 * Files for `promtool test rules`, by the interval in which rules are evaluated, since promtool knows one for a whole file.
 * They show that each alert fires when it should, does not when all is well, and does what the signal says without data. What
 * is measured by a query of the user's own is left out: what to feed it with is not known.
 */
export function ruleTests(rulesFile: string, signals: SignalSpec[], budgets: BudgetGate[], labels: SignalLabels, watched: Watched): Map<string, object> {
  const files = new Map<string, { rule_files: string[]; evaluation_interval: string; tests: object[] }>();
  const all = [...signals.map((signal) => signalTests(signal, labels, watched)), ...budgets.map((gate) => budgetTests(gate, labels, watched))];
  for (const { intervalMs, tests } of all.filter((one) => one !== undefined)) {
    const interval = goDuration(intervalMs);
    const file = files.get(interval) ?? { rule_files: [rulesFile], evaluation_interval: interval, tests: [] };
    file.tests.push(...tests);
    files.set(interval, file);
  }
  return files;
}

function signalTests(signal: SignalSpec, labels: SignalLabels, watched: Watched): Tests | undefined {
  const own = matching({ ...labels, workload: watched.workload, signal: signal.name });
  const periods = signal.datapointsObserved + 1;
  const samples = (isHealthy: boolean) => sampleSeries(signal, whole(watched), watched.prometheus._source, isHealthy, 2 * periods);
  const [good, bad] = [samples(true), samples(false)];
  if (!good || !bad) return undefined;
  const fires = (firing: number[], alerts: number[]): Expectation[] => [[`sum(${FIRING}${own})`, firing], [alertsOf('SpillwaySignalFiring', own), alerts]];
  const at = { stepMs: signal.periodMs / 2, evalMs: periods * signal.periodMs };
  const without = signal.noData === 'fail' ? test(`${signal.name} fires without data`, [], at, fires([1], [1])) : test(`${signal.name} is not known without data`, [], at, fires([], []));
  return { intervalMs: signal.periodMs, tests: [test(`${signal.name} fires`, bad, at, fires([1], [1])), test(`${signal.name} does not fire`, good, at, fires([0], [])), without] };
}

function budgetTests(gate: BudgetGate, labels: SignalLabels, watched: Watched): Tests | undefined {
  const own = matching({ ...labels, workload: watched.workload, ...budgetLabels(gate) });
  const grow = (series: string, labelsOf: Record<string, string>, each: number): InputSeries => ({ series: series + matching(labelsOf), values: `0+${each}x20` });
  const samples = (isHealthy: boolean) => requestSeries(watched.prometheus._source, whole(watched), isHealthy, grow);
  const [good, bad] = [samples(true), samples(false)];
  if (!good || !bad) return undefined;
  const alerts = burnAlerts(gate).length;
  const is = (left: Expectation, burning: number[]): Expectation[] => [left, [alertsOf('SpillwayErrorBudgetBurning', own), burning]];
  const at = { stepMs: 30_000, evalMs: 10 * 60_000 };
  const name = budgetName(gate);
  return {
    intervalMs: 60_000,
    tests: [
      test(`${name} burns`, bad, at, is([`sum(${LEFT}${own} < bool 0)`, [1]], alerts > 0 ? [alerts] : [])),
      test(`${name} lasts`, good, at, is([`sum(${LEFT}${own})`, [1]], [])),
      test(`${name} is not known without data`, [], at, is([`sum(${LEFT}${own})`, []], [])),
    ],
  };
}

function test(name: string, input: InputSeries[], { stepMs, evalMs }: { stepMs: number; evalMs: number }, expectations: Expectation[]): object {
  return {
    name,
    interval: promDuration(stepMs),
    input_series: input,
    promql_expr_test: expectations.map(([expr, values]) => ({
      expr, eval_time: goDuration(evalMs), exp_samples: values.map((value) => ({ labels: '{}', value })),
    })),
  };
}

/** Half a period may be a part of a second. */
function promDuration(milliseconds: number): string {
  return milliseconds % 1_000 === 0 ? goDuration(milliseconds) : `${milliseconds}ms`;
}

/** How many alerts of a name fire. */
function alertsOf(name: string, own: string): string {
  return `count(ALERTS{alertname="${name}",alertstate="firing",${own.slice(1)})`;
}
