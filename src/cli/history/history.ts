import { ProblemError } from '../../plan/problem-error';
import { nearest } from '../../private/nearest';
import { shown } from '../../private/shown';
import { instantMs } from '../../rehearsal/instant';
import type { ReleaseHistory } from '../../rehearsal/replay/history';
import { inputFiles } from '../input-files';
import { SP8301, SP8302 } from '../problems-history';
import { csvHistory } from './csv-history';
import { prometheusHistory } from './prometheus-history';
import { historiesOf } from './stretches';

/** Where a history lies, and how it is to be read. */
export interface HistoryFiles {
  /** Comma-separated values, or requests as Prometheus answers. */
  readonly metrics: string;
  /** Failed requests as Prometheus answers. */
  readonly errors?: string;
  readonly label?: string;
}

/**
 * What former releases answered, the earliest first.
 * @throws problems `SP8001` and `SP8301`
 */
export function readHistory({ metrics, errors, label }: HistoryFiles): ReleaseHistory[] {
  const text = textOf(metrics);
  const isJson = /^\s*[{[]/.test(text);
  if (isJson && errors === undefined) {
    throw refused(metrics, 'requests alone', 'an answer of Prometheus with the requests, and one with the failed ones', 'give the file of the failed requests with --errors');
  }
  if (!isJson && errors !== undefined) throw refused(metrics, 'no JSON beside --errors', 'two answers of Prometheus, or one CSV file', 'leave out --errors for a CSV file');
  const samples = errors === undefined ? csvHistory(metrics, text) : prometheusHistory({ file: metrics, text }, { file: errors, text: textOf(errors) }, label);
  if (samples.length === 0) throw refused(metrics, 'nothing', 'at least one time of one release', 'ask for a longer time');
  return historiesOf(samples);
}

/**
 * The releases that were bad: those that are named, and those that began within a span of time.
 * @param bad names, and spans such as `2026-03-02T10:00:00Z..2026-03-02T12:00:00Z`
 * @throws problem `SP8302` for one that means no release
 */
export function badReleases(bad: readonly string[], histories: readonly ReleaseHistory[]): ReadonlySet<string> {
  return new Set(bad.flatMap((text) => {
    const [fromMs, toMs] = text.split('..').map(instantMs);
    const isSpan = fromMs !== undefined && toMs !== undefined;
    const began = ({ counted: [{ fromMs: beganMs }] }: ReleaseHistory) => isSpan && beganMs >= fromMs && beganMs < toMs;
    const meant = histories.filter((history) => history.release === text || began(history)).map(({ release }) => release);
    if (meant.length === 0) throw unknown(text, histories.map(({ release }) => release));
    return meant;
  }));
}

function unknown(text: string, releases: readonly string[]): ProblemError {
  const meant = nearest(text, releases);
  return new ProblemError([SP8302.at('replay/--bad', {
    got: shown(text), allowed: `one of ${releases.join(', ')}, or a span from..to in which one of them began`,
    remedies: [meant ? `write --bad ${meant} if that is meant` : 'name a release of the history'],
  })]);
}

function refused(file: string, got: string, allowed: string, remedy: string): ProblemError {
  return new ProblemError([SP8301.at(file, { got, allowed, remedies: [remedy] })]);
}

function textOf(file: string): string {
  return Object.values(inputFiles(file)).flatMap((texts) => Object.values(texts)).join('\n');
}
