import type { WeeklyHours } from '../../model/spec';
import { localMsAt, segmentAt } from './zone';

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
const WEEK_MS = 7 * DAY_MS;

/** 1970-01-01 was a Thursday. */
const MONDAY_MS = -3 * DAY_MS;

/**
 * Whether the clock on the wall shows a time within the hours. When it is put back, the repeated hour counts both times;
 * when it is put forward, what it leaves out does not occur.
 */
export function weeklyCovers(hours: WeeklyHours, atMs: number): boolean {
  const localMs = localMsAt(hours.timeZone, atMs);
  return hours.days.some((day) => modulo(localMs - beginMs(hours, day), WEEK_MS) < lengthMs(hours));
}

/** The next instant at which one day's hours begin or end, or the clock is changed. */
export function weeklyBoundaryMs(hours: WeeklyHours, afterMs: number): number | undefined {
  const { offsetMs, toMs } = segmentAt(hours.timeZone, afterMs);
  const distances = hours.days.flatMap((day) => [beginMs(hours, day), beginMs(hours, day) + lengthMs(hours)])
    .map((edge) => modulo(edge - afterMs - offsetMs, WEEK_MS) || WEEK_MS);
  return distances.length > 0 ? Math.min(toMs, afterMs + Math.min(...distances)) : undefined;
}

function beginMs(hours: WeeklyHours, day: number): number {
  return MONDAY_MS + (day - 1) * DAY_MS + hours.fromMinuteOfDay * MINUTE_MS;
}

function lengthMs({ fromMinuteOfDay, toMinuteOfDay }: WeeklyHours): number {
  const minutes = toMinuteOfDay - fromMinuteOfDay;
  return (minutes > 0 ? minutes : minutes + 1_440) * MINUTE_MS;
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
