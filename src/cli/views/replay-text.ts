import { percentText } from '../../plan/check/percent-text';
import { durationSymbols } from '../../private/duration-text';
import type { Judges, Replayed } from '../../rehearsal/replay/replay';
import { textTable, wrap } from '../../report/text-table';
import { countWords, numberWords } from '../../report/words/count';
import type { Io } from '../io';

/** A release of the past, and what was found out about it then. */
export interface Judged extends Replayed {
  readonly wasBad: boolean;
}

const COLUMNS = 120;
const HEADS = ['release', 'was', 'requests', 'failed', 'would have been', 'in draws'];

/** Whether a gate would have done the more likely of the two. */
export function wouldStop({ stoppedRatio }: Replayed): boolean {
  return stoppedRatio > 0.5;
}

/** Releases side by side, for a terminal, and what the gates are worth. */
export function replayText(service: string, { signals, others }: Judges, releases: readonly Judged[], paint: Io['paint']): string {
  const notes = [
    ...others.length > 0 ? [`${others.join(', ')}: judges by something else than failed requests, so its part is not known.`] : [],
    ...cutShort(releases),
  ];
  return [
    `${service}, judged by ${signals.join(', ')}`, '',
    ...textTable(HEADS, releases.map(row), COLUMNS), '',
    ...notes.flatMap((note) => wrap(note, COLUMNS)), ...notes.length > 0 ? [''] : [],
    worth(releases, paint), '',
  ].join('\n');
}

/** Histories are often as long as each other. */
function cutShort(releases: readonly Judged[]): string[] {
  const lengths = [...new Set(releases.map(({ missingMs }) => missingMs))].filter((ms) => ms > 0);
  return lengths.map((ms) => {
    const names = releases.filter(({ missingMs }) => missingMs === ms).map(({ release }) => release);
    return `${names.join(', ')}: the history ends ${durationSymbols(ms)} before the gates would have stopped to look.`;
  });
}

function row(release: Judged): string[][] {
  const { requests, failed, stoppedRatio } = release;
  const ratio = requests > 0 ? percentText(failed / requests) : '';
  return [[release.release], [release.wasBad ? 'bad' : 'good'], [numberWords(requests)], [ratio], [fate(release)], [requests > 0 ? percentText(stoppedRatio) : '']];
}

function fate({ requests, stop, ...release }: Judged): string {
  if (requests === 0) return 'not known: no requests';
  if (!stop || !wouldStop({ requests, stop, ...release })) return 'let through';
  return `stopped after ${durationSymbols(stop.afterMs)} by ${stop.signal} in ${stop.wave} (${stop.stage})`;
}

function worth(releases: readonly Judged[], paint: Io['paint']): string {
  const count = (wasBad: boolean, noun: string) => {
    const all = releases.filter((release) => release.wasBad === wasBad);
    const stopped = all.filter(wouldStop).length;
    const text = `${stopped} of ${countWords(all.length, noun)}`;
    return paint(stopped === (wasBad ? all.length : 0) ? 'green' : 'red', text);
  };
  return `would have stopped ${count(true, 'bad release')}, and ${count(false, 'good release')}`;
}
