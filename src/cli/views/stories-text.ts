import { durationSymbols } from '../../private/duration-text';
import type { Timeline } from '../../rehearsal/timeline';
import { textTable, wrap } from '../../report/text-table';
import { numberWords } from '../../report/words/count';
import { OUTCOMES } from '../../report/words/outcome';
import type { Told } from '../rehearsed';

const COLUMNS = 120;
const HEADS = ['story', 'ends', 'released in', 'noticed after', 'gone', 'requests met it', 'failed'];

/** Stories side by side, for a terminal: how each ends, and whom it met. */
export function storiesTable(service: string, stories: readonly Told[]): string {
  const played = stories.flatMap(({ name, timeline }) => (timeline ? [row(name, timeline)] : []));
  const missing = stories.filter((story) => story.missing !== undefined).flatMap((story) => wrap(`${story.name} is not shown: ${story.missing}`, COLUMNS));
  // each takes one line, so nothing has to be kept apart
  const table = textTable(HEADS, played, COLUMNS).filter((line) => line !== '');
  return [service, '', ...table, ...missing.length > 0 ? ['', ...missing] : [], ''].join('\n');
}

/** Each story from its beginning to its end, for a terminal. */
export function storiesText(stories: readonly Told[]): string {
  return stories.map(({ name, timeline, missing }) => timeline?.toText() ?? `${name} is not shown: ${missing}\n`).join('\n');
}

function row(name: string, timeline: Timeline): string[][] {
  const { outcome, leadTimeMs, timeToDetectMs, timeToRecoverMs, exposedRequests, harmedRequests } = timeline;
  const time = (ms: number | undefined, after = '') => (ms === undefined ? [] : [durationSymbols(ms) + after]);
  return [[name], [OUTCOMES[outcome]], time(leadTimeMs), time(timeToDetectMs), time(timeToRecoverMs, ' later'), [numberWords(exposedRequests)], [numberWords(harmedRequests)]];
}
