import type { GateSpec } from '../../model/spec';
import { goDuration } from '../go-duration';
import { plain } from './plain-number';

export type BudgetGate = Extract<GateSpec, { kind: 'budget' }>;

/** A share of the budget that is spent within the long window; the short one ends the alert soon after the burning ends. */
interface Burn {
  readonly budgetShare: number;
  readonly longMs: number;
  readonly shortMs: number;
}

/** A condition on error ratios over two windows. */
export interface BurnAlert {
  readonly longMs: number;
  readonly shortMs: number;
  readonly overRatio: string;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * How fast a budget may burn before a person is woken up (`critical`), or finds a ticket (`warning`).
 * @see https://sre.google/workbook/alerting-on-slos/
 */
const BURNS: Record<string, Burn[]> = {
  critical: [
    { budgetShare: 0.02, longMs: HOUR_MS, shortMs: 5 * MINUTE_MS },
    { budgetShare: 0.05, longMs: 6 * HOUR_MS, shortMs: 30 * MINUTE_MS },
  ],
  warning: [
    { budgetShare: 0.1, longMs: 24 * HOUR_MS, shortMs: 2 * HOUR_MS },
    { budgetShare: 0.1, longMs: 72 * HOUR_MS, shortMs: 6 * HOUR_MS },
  ],
};

/** The alerts that a budget has, by severity. */
export function burnAlerts(gate: BudgetGate): [string, BurnAlert[]][] {
  return Object.entries(BURNS)
    .map(([severity, burns]): [string, BurnAlert[]] => [severity, burns.flatMap((burn) => alert(burn, gate))])
    .filter(([, alerts]) => alerts.length > 0);
}

/** A budget that lasts is no alert, and a ratio over 1 never occurs. */
function alert({ budgetShare, longMs, shortMs }: Burn, gate: BudgetGate): BurnAlert[] {
  const rate = budgetShare * gate.windowMs / longMs;
  const overRatio = plain(rate * budgetRatio(gate));
  return rate >= 1 && Number(overRatio) < 1 ? [{ longMs, shortMs, overRatio }] : [];
}

/** The ratio of failed requests that spends a budget just when its window is over; 1 - 0.99999 is 0.00000999999999995449, which nobody meant. */
export function budgetRatio({ objectiveRatio }: BudgetGate): number {
  return Number((1 - objectiveRatio).toFixed(15));
}

/** Each window over which the error ratio is asked, shortest first. */
export function burnWindows(gates: BudgetGate[]): number[] {
  const asked = gates.flatMap((gate) => burnAlerts(gate).flatMap(([, alerts]) => alerts.flatMap(({ longMs, shortMs }) => [longMs, shortMs])));
  return [...new Set(asked)].sort((a, b) => a - b);
}

/** Name of the recorded error ratio over a window. */
export function ratioName(windowMs: number): string {
  return `spillway_error_ratio:rate${goDuration(windowMs)}`;
}
