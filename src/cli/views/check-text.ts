import type { Problem } from '../../plan/problem';
import { Severity } from '../../plan/problem';
import { ProblemReport } from '../../report/problem-report';
import { wrap } from '../../report/text-table';
import { countWords } from '../../report/words/count';
import type { Checked } from '../checked';
import type { InputNote } from '../input';
import type { Io, Style } from '../io';

const COLUMNS = 120;
const COLOURS: Record<Severity, Style> = { [Severity.ERROR]: 'red', [Severity.WARNING]: 'yellow' };

/** What is wrong, for a terminal: each problem with all that is known of it, and a line for each pipeline at the end. */
export function checkText({ path, problems, pipelines, notes }: Checked, paint: Io['paint']): string {
  return [
    ...problemParts(problems, paint),
    ...pipelines.flatMap((pipeline) => problemParts(pipeline.problems, paint)),
    ...noteParts(notes),
    [
      ...problems.length > 0 ? [summary(path, problems, paint)] : [],
      ...pipelines.map((pipeline) => summary(pipeline.service, pipeline.problems, paint)),
      '',
    ].join('\n'),
  ].join('\n');
}

function problemParts(problems: readonly Problem[], paint: Io['paint']): string[] {
  return problems.map((problem) => {
    const [head, ...rest] = ProblemReport.of([problem]).toText().split('\n');
    return [paint(COLOURS[problem.severity], head), ...rest].join('\n');
  });
}

/** What holds for whatever is read stands in the page on reading, and in the JSON. */
function noteParts(notes: readonly InputNote[]): string[] {
  const lines = notes.filter(({ place }) => place !== '').flatMap(({ place, text }) => wrap(`${place}: ${text}`, COLUMNS - 4).map((line, i) => `  ${i > 0 ? '  ' : ''}${line}`));
  return lines.length > 0 ? [['not understood, or taken for granted', ...lines, ''].join('\n')] : [];
}

function summary(what: string, problems: readonly Problem[], paint: Io['paint']): string {
  const [errors, warnings] = [Severity.ERROR, Severity.WARNING].map((severity) => problems.filter((problem) => problem.severity === severity).length);
  if (errors + warnings === 0) return `${what}: ${paint('green', 'nothing is wrong')}`;
  const counts = [
    ...errors > 0 ? [paint('red', countWords(errors, 'error'))] : [],
    ...warnings > 0 ? [paint('yellow', countWords(warnings, 'warning'))] : [],
  ];
  return `${what}: ${counts.join(', ')}`;
}
