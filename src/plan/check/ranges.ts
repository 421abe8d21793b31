import { durationText } from '../../private/duration-text';
import { shown } from '../../private/shown';

/** Which numbers something may be. */
export interface Range {
  readonly allowed: string;
  readonly holds: (value: number) => boolean;
  readonly show: Told;
  readonly remedy: Told;
}

type Told = (value: number) => string;

function range(allowed: string, remedy: string | Told, holds: (value: number) => boolean, show: Told = shown): Range {
  return { allowed, holds: (value) => Number.isFinite(value) && holds(value), show, remedy: (value) => (typeof remedy === 'string' ? remedy : remedy(value)) };
}

/** Percent where a ratio is meant is the usual slip. */
function asRatio(value: number): string {
  return value >= 1 && value < 100 ? `write ${Number((value / 100).toPrecision(12))} if ${value} percent is meant` : 'give it as a ratio, 0.005 for half a percent';
}

const IN_PERCENT = 'give it in percent, 10 for a tenth';

export const SHARE = range('a ratio of at least 0 and less than 1', asRatio, (value) => value >= 0 && value < 1);
export const SHARE_OR_ALL = range('a ratio of at least 0 and at most 1', asRatio, (value) => value >= 0 && value <= 1);
export const OBJECTIVE = range('a ratio greater than 0 and less than 1', asRatio, (value) => value > 0 && value < 1);
export const BASELINE = range('a ratio greater than 0 and less than 1', 'say it, or declare the errorRatio of the traffic', (value) => value > 0 && value < 1);
export const PERCENTILE = range('a percentile greater than 0 and less than 100', 'choose one such as 99 or 99.9', (value) => value > 0 && value < 100);
export const PART = range('a percentage greater than 0 and less than 100', IN_PERCENT, (value) => value > 0 && value < 100);
export const PART_OR_NONE = range('a percentage of at least 0 and less than 100', IN_PERCENT, (value) => value >= 0 && value < 100);
export const PART_OR_ALL = range('a percentage greater than 0 and at most 100', IN_PERCENT, (value) => value > 0 && value <= 100);
/** A smaller step would give a thousand steps and more. */
export const EQUAL_PART = range('a percentage of at least 0.1 and less than 100', IN_PERCENT, (value) => value >= 0.1 && value < 100);
export const LENGTH = range('a length of time greater than 0', 'give it a Duration that is longer', (value) => value > 0, durationText);
export const LENGTH_OR_NONE = range('a length of time of at least 0', 'give it a finite Duration of 0 or more', (value) => value >= 0, durationText);
export const NO_LENGTH = range('no time, since full traffic is not held', 'put the time into the bakeTime', (value) => value === 0, durationText);
export const COUNT = range('a whole number of at least 1', 'give it as a whole number, 1 or more', (value) => Number.isInteger(value) && value >= 1);
export const POSITIVE = range('a number greater than 0', 'take it from the metrics of the service', (value) => value > 0);
export const HARM = range('a number greater than 0', 'give the requests that may fail because of a bad version', (value) => value > 0);
export const GROWTH = range('a number greater than 1', 'write 10 to let each share be ten times the one before', (value) => value > 1);
export const FACTOR = range('a number of at least 1', 'leave it out if errors come one by one', (value) => value >= 1);

/** What is computed from a share, rounded to a millionth, is the share it stands for. */
export function equalShare(share: number, what: string): Range {
  return range(`${share}, ${what}`, `write ${share}, or let the kind of the shift be steps`, (value) => Math.abs(value - share) < 1e-5);
}

export function equalLength(ms: number, what: string): Range {
  return range(`${durationText(ms)}, ${what}`, 'give it the same Duration, or let the kind of the shift be steps', (value) => value === ms, durationText);
}

export function over(limit: number, what: string): Range {
  return range(`more than ${limit}, ${what}`, `raise it above ${limit}`, (value) => value > limit);
}

export function atMost(limit: number, what: string): Range {
  return range(`at most ${limit}, ${what}`, `lower it to ${limit}`, (value) => value <= limit);
}
