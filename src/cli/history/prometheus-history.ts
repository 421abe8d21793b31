import { ProblemError } from '../../plan/problem-error';
import { least } from '../../plan/stats/least';
import { shown } from '../../private/shown';
import { SP8301 } from '../problems-history';
import type { Sample } from './stretches';

/** A file with the answer to a range query. */
export interface Answer {
  readonly file: string;
  readonly text: string;
}

interface Series {
  readonly metric: Record<string, string>;
  readonly values: readonly (readonly [number, string])[];
}

/**
 * Samples from two range queries of Prometheus, of requests and of failed ones, each with a series for each release. A release without a series of
 * failed ones had none.
 * @param label which label says the release; undefined: the only one there is
 * @throws problem `SP8301`
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries
 */
export function prometheusHistory(requests: Answer, errors: Answer, label: string | undefined): Sample[] {
  const failed = new Map(samplesOf(errors, label).map(({ release, atMs, value }) => [`${release} ${atMs}`, value]));
  return samplesOf(requests, label)
    .map(({ release, atMs, value }) => ({ release, atMs, requests: value, failed: Math.min(value, failed.get(`${release} ${atMs}`) ?? 0) }));
}

function samplesOf({ file, text }: Answer, label: string | undefined) {
  return seriesOf(file, text).flatMap(({ metric, values }, i) => {
    const release = releaseOf(file, i, metric, label);
    // what was not known is left out; an increase is a part more or less than it was
    return values
      .map(([atSeconds, value]) => ({ release, atMs: Math.round(atSeconds * 1_000), value: Math.round(Number(value)) }))
      .filter(({ value }) => Number.isFinite(value));
  });
}

function seriesOf(file: string, text: string): Series[] {
  const answer = parsed(file, text) as { status?: unknown; data?: { resultType?: unknown; result?: unknown } } | null;
  const { resultType, result } = answer?.data ?? {};
  if (resultType !== 'matrix' || !Array.isArray(result)) throw wrong(`${file}/data/resultType`, shown(String(resultType)), '"matrix", the answer to a range query', 'ask /api/v1/query_range');
  result.forEach((series: unknown, i) => refuseOthers(`${file}/data/result/${i}`, series));
  return result as Series[];
}

function refuseOthers(path: string, series: unknown): void {
  const { metric, values } = (series ?? {}) as Partial<Series>;
  if (typeof metric !== 'object' || !Array.isArray(values)) throw wrong(path, 'no series', 'an object with metric and values', 'save the answer of Prometheus as it is');
  const place = values.findIndex((value) => !Array.isArray(value) || typeof value[0] !== 'number' || typeof value[1] !== 'string');
  if (place >= 0) throw wrong(`${path}/values/${place}`, JSON.stringify(values[place]), 'a time in seconds and a value as text', 'save the answer of Prometheus as it is');
}

function releaseOf(file: string, series: number, metric: Record<string, string>, label: string | undefined): string {
  const names = Object.keys(metric).filter((name) => name !== '__name__');
  const release = label === undefined ? names.length === 1 ? metric[names[0]] : undefined : metric[label];
  if (release !== undefined && release !== '') return release;
  throw wrong(`${file}/data/result/${series}/metric`, names.length > 0 ? `labels ${names.join(', ')}` : 'no labels', label === undefined ? 'one label, which says the release' : `the label "${label}"`,
    'say with --label which of them is the release, and sum by it');
}

function parsed(file: string, text: string): unknown {
  const standing = standingOf(text);
  if (standing === 'whole') return JSON.parse(text);
  // what has only begun is not wrong yet, so the first character that is wrong can be looked for by halves
  const length = least(1, text.length, (n) => standingOf(text.slice(0, n)) === 'wrong');
  const before = text.slice(0, length - 1).split('\n');
  throw wrong(`${file}:${before.length}:${before[before.length - 1].length + 1}`, standing === 'begun' ? 'an end in the middle of it' : shown(text[length - 1]), 'JSON',
    'save the answer of Prometheus as it is');
}

function standingOf(text: string): 'whole' | 'begun' | 'wrong' {
  try {
    JSON.parse(text);
    return 'whole';
  } catch (cause) {
    const { message } = cause as Error;
    return /end of JSON|Unterminated/.test(message) || Number(/position (\d+)/.exec(message)?.[1]) === text.length ? 'begun' : 'wrong';
  }
}

function wrong(path: string, got: string, allowed: string, remedy: string): ProblemError {
  return new ProblemError([SP8301.at(path, { got, allowed, remedies: [remedy] })]);
}
