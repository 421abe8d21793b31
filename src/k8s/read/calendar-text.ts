import type { FreezeSpec, WeeklyHours } from '../../model/spec';
import { parseLocalDateTime } from '../../plan/calendar/local-date';

type Span = FreezeSpec['span'];

const ON = "variables\\.at\\.getDayOfWeek\\('([^']+)'\\) in \\[([\\d, ]*)\\]";
const MINUTE = "variables\\.at\\.getHours\\('[^']+'\\) \\* 60 \\+ variables\\.at\\.getMinutes\\('[^']+'\\)";
const WITHIN_A_DAY = new RegExp(`^${ON} && ${MINUTE} >= (\\d+) && ${MINUTE} < (\\d+)$`);
const OVER_MIDNIGHT = new RegExp(`^${ON} && ${MINUTE} >= (\\d+) \\|\\| ${ON} && ${MINUTE} < (\\d+)$`);
const DATED = /^variables\.at >= timestamp\('([^']+)'\) && variables\.at < timestamp\('([^']+)'\)$/;
const DAY = "\\(variables\\.at\\.getMonth\\('([^']+)'\\) \\+ 1\\) \\* 100 \\+ variables\\.at\\.getDate\\('[^']+'\\)";
const YEARLY = new RegExp(`^${DAY} >= (\\d+) (?:&&|\\|\\|) ${DAY} <= (\\d+)$`);

/** A span that CEL is true during; undefined where it is none that a plan can say. */
export function spanOf(cel: string): Span | undefined {
  const [, zone, days, from, to] = WITHIN_A_DAY.exec(cel) ?? [];
  if (zone !== undefined) return weekly(zone, days, from, to);
  const [, late, first, opens, , , closes] = OVER_MIDNIGHT.exec(cel) ?? [];
  if (late !== undefined) return weekly(late, first, opens, closes);
  const [, begins, ends] = DATED.exec(cel) ?? [];
  const [beginning, end] = [utc(begins), utc(ends)];
  if (beginning && end) return { kind: 'dated', from: beginning, to: end, timeZone: 'UTC' };
  const [, timeZone, firstDay, , lastDay] = YEARLY.exec(cel) ?? [];
  return timeZone === undefined ? undefined : { kind: 'yearly', from: monthDay(firstDay), to: monthDay(lastDay), timeZone };
}

/** Hours that are open, one after another; undefined where one of them is none that a plan can say. */
export function hoursOf(cel: string): WeeklyHours[] | undefined {
  const spans = alternatives(cel).map(spanOf);
  return spans.every((span): span is WeeklyHours => span?.kind === 'weekly') ? spans : undefined;
}

/** What stands in the outermost parentheses. */
export function alternatives(cel: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let begin = 0;
  [...cel].forEach((character, i) => {
    if (character === '(' && depth++ === 0) begin = i + 1;
    if (character === ')' && --depth === 0) found.push([...cel].slice(begin, i).join(''));
  });
  return found;
}

/** CEL counts from Sunday as 0. */
function weekly(timeZone: string, days: string, from: string, to: string): WeeklyHours {
  const counted = days.split(',').map((day) => Number(day) || 7).sort((a, b) => a - b);
  return { kind: 'weekly', days: counted, fromMinuteOfDay: Number(from), toMinuteOfDay: Number(to), timeZone };
}

function monthDay(digits: string): string {
  return `${digits.padStart(4, '0').slice(0, 2)}-${digits.slice(-2)}`;
}

/** A local time of UTC; an instant has lost the zone in which it was declared. */
function utc(instant = ''): string | undefined {
  const local = instant.replace(/(:00)?Z$/, '');
  return parseLocalDateTime(local) === undefined ? undefined : local;
}
