import type { PlannedWave } from '../../plan/document';
import { goDuration } from '../go-duration';
import type { BudgetGate, BurnAlert } from './burn-rates';
import { budgetRatio, burnAlerts, burnWindows, ratioName } from './burn-rates';
import { matching } from './label-matchers';
import { plain } from './plain-number';
import type { SignalLabels } from './recorded-signals';
import { seriesOf } from './request-source';
import { whole } from './target';
import type { Watched } from './watched';
import { alertLabels } from './watched';

/** Share of an error budget that is left: 1 while nothing was spent, under 0 when more was than there is, nothing where nothing is known. */
export const LEFT = 'spillway_error_budget_remaining';

const REQUESTS = 'spillway_requests:rate5m';
const FAILED = 'spillway_failed_requests:rate5m';
const RATE_MS = 5 * 60_000;

/** The budgets that are asked before a release enters a wave, each once. */
export function budgetsOf(wave: PlannedWave): BudgetGate[] {
  const gates = wave.gates.flatMap((gate) => (gate.kind === 'budget' ? [gate] : []));
  return gates.filter((gate, i) => gates.findIndex((other) => budgetName(other) === budgetName(gate)) === i);
}

/** What an environment's kustomization calls a budget among the things that are recorded there. */
export function budgetName(gate: BudgetGate): string {
  const { objective, window } = budgetLabels(gate);
  return `budget-${objective}-${window}`;
}

/** One value for each workload whose budget is known: 1 where enough of it is left, 0 where not. */
export function budgetQuery(labels: SignalLabels, gate: BudgetGate): string {
  const { service, environment } = labels;
  return `${LEFT}${matching({ service, environment, ...budgetLabels(gate) })} >= bool ${plain(gate.remainingAtLeastRatio)}`;
}

/** Rule groups that record a workload's error budgets, and alert while one burns too fast to last. */
export function budgetGroups(gates: BudgetGate[], labels: SignalLabels, watched: Watched): Record<string, unknown>[] {
  if (gates.length === 0) return [];
  const own = { ...labels, workload: watched.workload };
  const prefix = Object.values(own).join('.');
  return [
    { name: `${prefix}:requests`, interval: '1m', rules: requestRules(gates, own, watched) },
    ...gates.map((gate) => ({ name: `${prefix}:${budgetName(gate)}`, interval: '1m', rules: budgetRules(gate, own, watched) })),
  ];
}

/** Of the long windows only sums are asked: what pods counted, over days, would be millions of samples. */
function requestRules(gates: BudgetGate[], own: Record<string, string>, watched: Watched): object[] {
  const { all, failed } = seriesOf(watched.prometheus._source, whole(watched));
  const every = `sum(rate(${all}[5m]))`;
  return [
    { record: REQUESTS, expr: every, labels: own },
    // no failed request ever seen is none, no request at all is no data
    { record: FAILED, expr: `sum(rate(${failed}[5m])) or 0 * ${every}`, labels: own },
    ...burnWindows(gates).map((windowMs) => ({ record: ratioName(windowMs), expr: errorRatio(own, windowMs), labels: own })),
  ];
}

function budgetRules(gate: BudgetGate, own: Record<string, string>, watched: Watched): object[] {
  const labels = { ...own, ...budgetLabels(gate) };
  return [
    { record: LEFT, expr: `1 - ${errorRatio(own, gate.windowMs)} / ${plain(budgetRatio(gate))}`, labels },
    ...burnAlerts(gate).map(([severity, alerts]) => ({
      alert: 'SpillwayErrorBudgetBurning',
      expr: alerts.map((burning) => burnExpression(burning, own)).join(' or '),
      labels: { ...labels, ...alertLabels(watched, severity) },
      annotations: { summary: `the error budget of ${own.workload} in ${own.environment} burns too fast to last` },
    })),
  ];
}

/** The rate of the last five minutes is one already; a sum over them would reach back ten. */
function errorRatio(own: Record<string, string>, windowMs: number): string {
  const over = (name: string) => (windowMs <= RATE_MS ? `${name}${matching(own)}` : `sum_over_time(${name}${matching(own)}[${goDuration(windowMs)}])`);
  return `${over(FAILED)} / (${over(REQUESTS)} > 0)`;
}

function burnExpression({ longMs, shortMs, overRatio }: BurnAlert, own: Record<string, string>): string {
  return `(${ratioName(longMs)}${matching(own)} > ${overRatio} and ${ratioName(shortMs)}${matching(own)} > ${overRatio})`;
}

/** Labels that tell one budget of a workload from another. */
export function budgetLabels({ objectiveRatio, windowMs }: BudgetGate): { objective: string; window: string } {
  return { objective: plain(objectiveRatio), window: goDuration(windowMs) };
}
