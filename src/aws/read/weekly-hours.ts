import type { WeeklyHours } from '../../model/spec';

const DAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];
const HOUR = 60;
const DAY = 24 * HOUR;

/** The hours of a week that the cron expression of a DeploymentWindow rule means, or nothing where they are not the same every week. */
export function weeklyHours(cron: string, timeZone: string): WeeklyHours | undefined {
  const [second, minute, hour, dayOfMonth, month, dayOfWeek, year = '*', ...more] = cron.trim().split(/\s+/);
  const everyWeek = second === '*' && ['?', '*'].includes(dayOfMonth) && month === '*' && year === '*' && more.length === 0;
  if (!everyWeek || dayOfWeek === undefined) return undefined;
  const days = dayOfWeek === '?' || dayOfWeek === '*' ? DAYS.map((_, i) => i + 1) : numbers(dayOfWeek, 7, dayNumber);
  const span = days && minutesOfDay(minute, hour, days.length === DAYS.length);
  return span && days.length > 0 ? { kind: 'weekly', days, fromMinuteOfDay: span[0], toMinuteOfDay: span[1], timeZone: timeZone || 'UTC' } : undefined;
}

/** From and to; hours that go over midnight make sense only where every day has them. */
function minutesOfDay(minute: string, hour: string, everyDay: boolean): [number, number] | undefined {
  const hours = hour === '*' ? [0, 23] : ends(numbers(hour, 23, Number), everyDay);
  const minutes = minute === '*' ? [0, 59] : ends(numbers(minute, 59, Number), false);
  if (!hours || !minutes) return undefined;
  const whole = minutes[0] === 0 && minutes[1] === 59;
  if (!whole && hours[0] !== hours[1]) return undefined;
  const [from, to] = [hours[0] * HOUR + minutes[0], hours[1] * HOUR + minutes[1] + 1];
  // all day, every day: an end that is its own beginning
  if (everyDay && from === 0 && to === DAY && hour === '*') return [0, 0];
  return [from, to];
}

/** First and last of numbers without a gap; around the end of the day where that is allowed. */
function ends(found: number[] | undefined, around: boolean): [number, number] | undefined {
  if (!found || found.length === 0) return undefined;
  const gaps = found.slice(1).flatMap((value, i) => (value === found[i] + 1 ? [] : [i]));
  if (gaps.length === 0) return [found[0], found[found.length - 1]];
  const [gap] = gaps;
  return around && gaps.length === 1 && found[0] === 0 && found[found.length - 1] === 23 ? [found[gap + 1], found[gap]] : undefined;
}

/** `1`, `9-16`, `MON,WED-FRI`, in order and each once; nothing where it is something else. */
function numbers(fieldText: string, atMost: number, numberOf: (part: string) => number): number[] | undefined {
  const parts = fieldText.split(',').map((part) => part.split('-').map(numberOf));
  if (parts.some((range) => range.length > 2 || range.some((value) => !Number.isInteger(value) || value < 0 || value > atMost))) return undefined;
  const values = parts.flatMap(([first, last = first]) => Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i));
  return [...new Set(values)].sort((a, b) => a - b);
}

/** Cron counts days from Sunday, which is 1. */
function dayNumber(part: string): number {
  const named = DAYS.indexOf(part.toUpperCase()) + 1;
  const counted = /^[1-7]$/.test(part) ? (Number(part) + 5) % 7 + 1 : NaN;
  return named > 0 ? named : counted;
}
