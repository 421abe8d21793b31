import type { WeeklyHours } from '../../model/spec';

const DAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];
const HOUR = 60;
const DAY = 24 * HOUR;

/**
 * The minutes of a week as the cron expression of a DeploymentWindow rule, which is open in every minute it matches, or
 * `undefined` where one expression cannot say it: hours and minutes are matched apart, and so are days.
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-DeploymentWindow.html
 */
export function weeklyCron(hours: WeeklyHours): string | undefined {
  const { fromMinuteOfDay: from, toMinuteOfDay: to } = hours;
  const days = dayField(hours.days);
  if (from < to) {
    if (from % HOUR === 0 && to % HOUR === 0) return cron('*', range(from / HOUR, to / HOUR - 1), days);
    const hour = Math.floor(from / HOUR);
    return to <= (hour + 1) * HOUR ? cron(range(from % HOUR, (to - 1) % HOUR), `${hour}`, days) : undefined;
  }
  // the hours after midnight belong to the next day, which the day field can only say when every day is open
  if (hours.days.length < DAYS.length || from % HOUR !== 0 || to % HOUR !== 0) return undefined;
  if (from === to) return cron('*', '*', '*');
  const evening = range(from / HOUR, DAY / HOUR - 1);
  return cron('*', to === 0 ? evening : `${range(0, to / HOUR - 1)},${evening}`, '*');
}

function cron(minutes: string, hours: string, days: string): string {
  return `* ${minutes} ${hours} ? * ${days} *`;
}

function range(first: number, last: number): string {
  return first === last ? `${first}` : `${first}-${last}`;
}

function dayField(days: number[]): string {
  if (days.length === DAYS.length) return '*';
  const [first, last] = [days[0], days[days.length - 1]];
  const unbroken = days.length > 2 && last - first + 1 === days.length;
  return unbroken ? `${DAYS[first - 1]}-${DAYS[last - 1]}` : days.map((day) => DAYS[day - 1]).join(',');
}
