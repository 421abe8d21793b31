import type { WeeklyHours } from '../../model/spec';

const DAY = 1_440;
const WEEK = 7 * DAY;

/** The minutes of a week, in local time, in which any of the hours is open. Hours in several time zones are told apart. */
export function openMinutes(all: readonly WeeklyHours[]): string[] {
  return [...new Set(all.flatMap(({ days, fromMinuteOfDay, toMinuteOfDay, timeZone }) => {
    const length = toMinuteOfDay > fromMinuteOfDay ? toMinuteOfDay - fromMinuteOfDay : toMinuteOfDay - fromMinuteOfDay + DAY;
    return days.flatMap((day) => Array.from({ length }, (_, i) => `${timeZone} ${((day - 1) * DAY + fromMinuteOfDay + i) % WEEK}`));
  }))];
}
