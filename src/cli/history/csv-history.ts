import type { Problem } from '../../plan/problem';
import { ProblemError } from '../../plan/problem-error';
import { nearest } from '../../private/nearest';
import { shown } from '../../private/shown';
import { instantMs } from '../../rehearsal/instant';
import { SP8301 } from '../problems-history';
import type { CsvField } from './csv';
import { CsvError, csvRecords } from './csv';
import type { Sample } from './stretches';

const COLUMNS = ['time', 'release', 'requests', 'errors'] as const;
type Column = typeof COLUMNS[number];

/**
 * Samples from comma-separated values with the columns time, release, requests and errors; others are not looked at.
 * @throws problems `SP8301`, each with line and column
 */
export function csvHistory(file: string, text: string): Sample[] {
  const [head, ...rows] = records(file, text);
  const places = columnsOf(file, head ?? []);
  const problems: Problem[] = [];
  const taken = new Set<string>();
  const samples = rows.flatMap((row) => {
    const reader = new Row(file, row, places, head.length);
    const sample = reader.sample();
    if (sample && taken.has(`${sample.release} ${sample.atMs}`)) reader.refuse('time', 'a time at which the release was not counted yet', 'count each release once at a time');
    if (sample) taken.add(`${sample.release} ${sample.atMs}`);
    problems.push(...reader.problems);
    return sample ?? [];
  });
  if (problems.length > 0) throw new ProblemError(problems);
  return samples;
}

function records(file: string, text: string): CsvField[][] {
  try {
    return csvRecords(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const { line, column, message } = cause;
    throw new ProblemError([SP8301.at(`${file}:${line}:${column}`, { got: message, allowed: 'fields as RFC 4180 has them', remedies: ['write "" for a quotation mark within a quoted field'] })]);
  }
}

function columnsOf(file: string, head: readonly CsvField[]): ReadonlyMap<Column, number> {
  const names = head.map(({ text }) => text.trim());
  const missing = COLUMNS.filter((column) => !names.includes(column));
  if (missing.length === 0) return new Map(COLUMNS.map((column) => [column, names.indexOf(column)]));
  throw new ProblemError(missing.map((column) => {
    const meant = nearest(column, names);
    return SP8301.at(`${file}:1:1`, {
      got: `columns ${shown(names.join(', '))}`, allowed: `a column "${column}", for one of ${COLUMNS.join(', ')}`,
      remedies: [meant ? `call the column "${meant}" "${column}"` : `add the column "${column}"`],
    });
  }));
}

/** One line, and what is wrong with it. */
class Row {
  public readonly problems: Problem[] = [];

  constructor(
    private readonly file: string, private readonly fields: readonly CsvField[], private readonly places: ReadonlyMap<Column, number>,
    private readonly width: number,
  ) {}

  public sample(): Sample | undefined {
    if (this.fields.length !== this.width) {
      this.at(this.fields[this.fields.length - 1], `${this.fields.length} fields`, `${this.width} fields, as in the first line`, 'quote a field that has a comma in it');
      return undefined;
    }
    const [atMs, requests, failed] = [this.time(), this.number('requests'), this.number('errors')];
    const release = this.of('release').text.trim();
    if (release === '') this.refuse('release', 'the name of a release', 'say which release answered the requests');
    if (failed > requests) this.refuse('errors', `at most the ${requests} requests`, 'count errors among the requests of the same time');
    return this.problems.length === 0 ? { release, atMs, requests, failed } : undefined;
  }

  public refuse(column: Column, allowed: string, remedy: string): void {
    this.at(this.of(column), shown(this.of(column).text), allowed, remedy);
  }

  private time(): number {
    const text = this.of('time').text.trim();
    const atMs = /^\d+(\.\d+)?$/.test(text) ? Math.round(Number(text) * 1_000) : instantMs(text);
    if (atMs === undefined) this.refuse('time', 'ISO 8601 with an offset, or seconds since 1970', 'write a time such as 2026-03-02T10:00:00Z');
    return atMs ?? NaN;
  }

  private number(column: Column): number {
    const text = this.of(column).text.trim();
    if (/^\d+(\.\d+)?$/.test(text)) return Math.round(Number(text));
    this.refuse(column, 'a number of at least 0', 'leave out times of which nothing is known');
    return NaN;
  }

  private of(column: Column): CsvField {
    return this.fields[this.places.get(column)!];
  }

  private at({ line, column }: CsvField, got: string, allowed: string, remedy: string): void {
    this.problems.push(SP8301.at(`${this.file}:${line}:${column}`, { got, allowed, remedies: [remedy] }));
  }
}
