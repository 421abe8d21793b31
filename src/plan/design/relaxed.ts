import type { DesignSpec } from '../../model/spec';
import { edge } from '../check/edge';
import type { Basis } from './basis';
import { withDetect } from './basis';
import { Designer, alarmOf, limitsOf } from './designer';
import { LONGEST_MS } from './grid';
import type { Limits } from './limits';

/** Less is a guess. */
const LEAST_POWER_PERCENT = 50;
/** More is no gate. */
const LARGEST_FALSE_ALARM_PERMILLE = 500;
/** With it, any share may come before full traffic. */
const LARGEST_GROWTH = 100;

/** How far each constraint would have to be eased, the others as they are; undefined where that does not help. */
export interface Relaxed {
  readonly maxHarmedRequests: number | undefined;
  readonly withinMs: number | undefined;
  readonly falseAlarmRatio: number | undefined;
  readonly power: number | undefined;
  readonly maxGrowthFactor: number | undefined;
  readonly detectRatio: number | undefined;
}

/** In whole requests, in tenths of a percent of false alarms and of errors, in whole percents of power, and in whole factors. */
export function relaxed(basis: Basis, spec: DesignSpec): Relaxed {
  const limits = limitsOf(spec);
  const { power, falseAlarmRatio, maxHarmedRequests, maxGrowthFactor } = spec;
  const designer = new Designer(basis, spec.equalSteps);
  const enough = (change: Partial<Limits>) => designer.quickest({ ...limits, ...change }) !== undefined;
  const harmless = designer.quickest({ ...limits, harmedRequests: Infinity });
  const requests = harmless && edge(Math.floor(maxHarmedRequests) + 1, Math.ceil(designer.harmed(harmless)), (n) => enough({ harmedRequests: n }));
  const alarms = edge(Math.floor(falseAlarmRatio * 1000) + 1, LARGEST_FALSE_ALARM_PERMILLE, (n) => enough({ alarm: alarmOf(n / 1000) }));
  const percents = Math.floor(power * 100);
  const less = edge(0, percents - LEAST_POWER_PERCENT, (n) => enough({ power: (percents - n) / 100 }));
  const errors = edge(Math.floor(basis.signal.detectRatio * 1000) + 1, 1000, (n) => (
    new Designer(withDetect(basis, n / 1000), spec.equalSteps).quickest(limits) !== undefined
  ));
  return {
    maxHarmedRequests: requests,
    withinMs: designer.quickest({ ...limits, totalMs: LONGEST_MS })?.totalMs,
    falseAlarmRatio: alarms && alarms / 1000,
    power: less === undefined ? undefined : (percents - less) / 100,
    maxGrowthFactor: edge(Math.floor(maxGrowthFactor) + 1, LARGEST_GROWTH, (n) => enough({ growth: n })),
    detectRatio: errors && errors / 1000,
  };
}
