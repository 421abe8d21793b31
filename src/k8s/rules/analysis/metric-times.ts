import { goDurationMs } from '../durations';
import type { Field } from '../field';

/** Filled in when an AnalysisRun is made, so nothing can be said of it before. */
export function isOpen({ text }: Field): boolean {
  return text.includes('{{');
}

/** How many measurements a metric takes; nothing when it goes on for ever. */
export function countOf(metric: Field): number | undefined {
  const { number } = metric.at('count');
  if (number) return number;
  return metric.at('interval').isSet && !isOpen(metric.at('count')) ? undefined : 1;
}

/** When the last of some measurements has been taken; nothing when a time is open or malformed. */
export function measuredByMs(metric: Field, measurements: number): number | undefined {
  const [delay, interval] = [metric.at('initialDelay'), metric.at('interval')].map(({ isSet, text }) => (isSet ? goDurationMs(text) : 0));
  return delay === undefined || interval === undefined ? undefined : delay + interval * (measurements - 1);
}
