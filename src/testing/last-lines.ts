import type { Timeline } from '../rehearsal/timeline';

/** Enough to see how it ended, and little enough to be read. */
const LINES = 8;

/** How a story ends: its summary, and the last things that happen in it. */
export function lastLines(timeline: Timeline): string[] {
  const [summary, ...rows] = timeline.toText().trimEnd().split('\n');
  const before = rows.length - LINES;
  return before > 0 ? [summary, `${''.padStart(14)}  (${before} earlier)`, ...rows.slice(before)] : [summary, ...rows];
}
