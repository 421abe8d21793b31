import type { Span } from '../calendar';
import type { Interval } from './interval';
import { datedInterval, yearlyIntervals } from './interval';
import type { Hours } from './openness';
import { FOUR_YEARS, openness } from './openness';

const DAY_MS = 86_400_000;
/** After so many, every day of the year has been every day of the week, leap days included. */
const YEARS = 28;

/** The longest time in which a wave cannot be entered, at its earliest; nothing where it always can. */
export function longestClosed(hours: Hours): Interval | undefined {
  const weekly = closedIn({ ...hours, freezes: hours.freezes.filter(({ kind }) => kind === 'weekly') }, FOUR_YEARS);
  const frozen = hours.freezes.map(occurrences);
  // what is closed beside a freeze, other freezes included, makes it longer
  const besideMs = [weekly, ...frozen].reduce((sum, intervals) => sum + Math.max(0, ...intervals.map(lengthMs)), DAY_MS);
  const around = frozen.flat().flatMap(({ fromMs, toMs }) => closedIn(hours, { fromMs: fromMs - besideMs, toMs: toMs + besideMs }));
  return [...weekly, ...around].sort((a, b) => lengthMs(b) - lengthMs(a) || a.fromMs - b.fromMs)[0];
}

/** Of a freeze that does not come back every week. */
function occurrences(span: Span): Interval[] {
  switch (span.kind) {
    case 'weekly': return [];
    case 'dated': return [datedInterval(span)];
    case 'yearly': return yearlyIntervals(span, FOUR_YEARS.fromMs, YEARS);
  }
}

/** Without what is cut off by an end of the interval. */
function closedIn(hours: Hours, { fromMs, toMs }: Interval): Interval[] {
  const closed: Interval[] = [];
  let sinceMs: number | undefined;
  let wasOpen = false;
  for (const { atMs, isOpen } of openness(hours, fromMs, toMs)) {
    if (isOpen && sinceMs !== undefined) closed.push({ fromMs: sinceMs, toMs: atMs });
    if (isOpen) sinceMs = undefined;
    else if (wasOpen) sinceMs = atMs;
    wasOpen = isOpen;
  }
  return closed;
}

function lengthMs({ fromMs, toMs }: Interval): number {
  return toMs - fromMs;
}
