import type { WeeklyHours } from '../../model/spec';
import { goDuration } from '../go-duration';

const HOUR = 60;
const DAY = 24 * HOUR;

/** Between them nobody on earth puts clocks forward or back. */
const [CLOCKS_KEEP_FROM, CLOCKS_KEEP_TO] = [4 * HOUR, 21 * HOUR];

/** A time that begins by the clock of a place and lasts for a duration. */
export interface CronWindow {
  readonly description: string;
  readonly cron: string;
  readonly duration: string;
  readonly timezone: string;
}

/** Hours of the week as Promoter reads them. */
export function cronWindows({ days, fromMinuteOfDay, toMinuteOfDay, timeZone }: WeeklyHours, description: string): CronWindow[] {
  // cron counts from Sunday as 0
  const on = (shift: number) => days.map((day) => (day + shift) % 7).sort((a, b) => a - b).join(',');
  const parts = toMinuteOfDay > fromMinuteOfDay
    ? partsOf(fromMinuteOfDay, toMinuteOfDay, on(0))
    : [...partsOf(fromMinuteOfDay, DAY, on(0)), ...partsOf(0, toMinuteOfDay, on(1))];
  return parts.map((lasting) => ({ description, ...lasting, timezone: timeZone }));
}

/**
 * A duration ends by the clock of nobody: in the night in which clocks are changed it would end an hour early or late. Hours
 * that reach into the night therefore begin anew with each of them.
 */
function partsOf(from: number, to: number, days: string): { cron: string; duration: string }[] {
  if (from >= CLOCKS_KEEP_FROM && to <= CLOCKS_KEEP_TO) return [part(from, `${Math.floor(from / HOUR)}`, to - from, days)];
  const [firstWhole, lastWhole] = [Math.ceil(from / HOUR), Math.floor(to / HOUR)];
  if (firstWhole > lastWhole) return [part(from, `${lastWhole}`, to - from, days)];
  return [
    ...(from % HOUR === 0 ? [] : [part(from, `${firstWhole - 1}`, firstWhole * HOUR - from, days)]),
    ...(lastWhole > firstWhole ? [part(0, hours(firstWhole, lastWhole - 1), HOUR, days)] : []),
    ...(to % HOUR === 0 ? [] : [part(0, `${lastWhole}`, to % HOUR, days)]),
  ];
}

function hours(first: number, last: number): string {
  return first === last ? `${first}` : `${first}-${last}`;
}

function part(minute: number, hour: string, lasts: number, days: string): { cron: string; duration: string } {
  return { cron: `${minute % HOUR} ${hour} * * ${days}`, duration: goDuration(lasts * 60_000) };
}
