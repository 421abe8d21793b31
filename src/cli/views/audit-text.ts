import type { Problem } from '../../plan/problem';
import { Severity } from '../../plan/problem';
import type { Answer, AnsweredWave } from '../../report/audit/answers';
import { ProblemReport } from '../../report/problem-report';
import { wrap } from '../../report/text-table';
import { countWords } from '../../report/words/count';
import type { Audited } from '../audited';
import type { Io } from '../io';

const COLUMNS = 120;
const INDENT = 15;
const COLOURS = { 'missing': 'yellow', 'found': 'green', 'not visible': 'dim' } as const;
const ORDER: Answer['is'][] = ['missing', 'not visible', 'found'];

/** What an audit says, for a terminal: the answers for each place, then what is wrong and how it is mended. */
export function auditText({ waves, problems, elsewhere, files, notes }: Audited, paint: Io['paint']): string {
  const placed = notes.filter(({ place }) => place !== '');
  return [
    ...waves.map((wave) => waveText(wave, paint)),
    ...problems.map((problem) => problemText(problem, paint)),
    ...section('not among the files', elsewhere.map(({ at, what }) => `${at}: ${what}`)),
    ...section('how it was read', placed.map(({ place, text }) => `${place}: ${text}`)),
    ...section('nothing to audit', waves.length > 0 ? counted(files) : grouped(files)),
    `${summary({ waves, problems }, paint)}\n`,
  ].join('\n');
}

function waveText({ service, wave, at, answers }: AnsweredWave, paint: Io['paint']): string {
  const lines = ORDER.flatMap((is) => answers.filter((answer) => answer.is === is)).flatMap((answer) => {
    const [head, ...rest] = wrap(answerWords(answer), COLUMNS - INDENT);
    return [`  ${paint(COLOURS[answer.is], answer.is.padEnd(INDENT - 2))}${head}`, ...rest.map((line) => ' '.repeat(INDENT) + line)];
  });
  return [paint('bold', `${service}, ${wave} (${at})`), ...lines, ''].join('\n');
}

function answerWords(answer: Answer): string {
  switch (answer.is) {
    case 'found': return `${answer.words}: ${answer.what}`;
    case 'not visible': return `whether ${answer.words}: ${answer.why}`;
    case 'missing': return `${answer.problem.code} ${answer.problem.title}: ${answer.problem.got}`;
  }
}

function problemText(problem: Problem, paint: Io['paint']): string {
  const [head, ...rest] = ProblemReport.of([problem]).toText().split('\n');
  return [paint(problem.severity === Severity.ERROR ? 'red' : 'yellow', head), ...rest].join('\n');
}

function section(title: string, texts: readonly string[]): string[] {
  const lines = texts.flatMap((text) => wrap(text, COLUMNS - 4).map((line, i) => `  ${i > 0 ? '  ' : ''}${line}`));
  return lines.length > 0 ? [[title, ...lines, ''].join('\n')] : [];
}

/** Beside what is released, files in which nothing is are no news. */
function counted(files: Audited['files']): string[] {
  const { length } = Object.keys(files);
  return length > 0 ? [`${countWords(length, 'file')} in which nothing is released`] : [];
}

/** A folder has many files of which the same is true. */
function grouped(files: Audited['files']): string[] {
  const said = [...new Set(Object.values(files))];
  return said.map((sentence) => `${Object.keys(files).filter((name) => files[name] === sentence).join(', ')}: ${sentence}`);
}

function summary({ waves, problems }: Pick<Audited, 'waves' | 'problems'>, paint: Io['paint']): string {
  const [errors, warnings] = [Severity.ERROR, Severity.WARNING].map((severity) => problems.filter((problem) => problem.severity === severity).length);
  const hidden = waves.flatMap(({ answers }) => answers).filter(({ is }) => is === 'not visible').length;
  const places = waves.length > 0 ? `${countWords(waves.length, 'place')} audited` : 'nothing is released here';
  const wrong = [...errors > 0 ? [paint('red', countWords(errors, 'error'))] : [], ...warnings > 0 ? [paint('yellow', countWords(warnings, 'warning'))] : []];
  const unseen = hidden > 0 ? [`${countWords(hidden, 'answer')} not visible here`] : [];
  return [places, ...wrong, ...unseen].join(', ');
}
