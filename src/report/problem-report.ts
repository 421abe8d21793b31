import type { Problem } from '../plan/problem';
import { wrap } from './text-table';

const COLUMNS = 120;
const INDENT = 12;

/**
 * Problems for people to read, with room for each thing that is known of them.
 */
export class ProblemReport {
  /**
   * Takes problems in the order in which they are shown.
   */
  public static of(problems: Problem[]): ProblemReport {
    return new ProblemReport([...problems]);
  }

  private constructor(private readonly problems: Problem[]) {}

  /** For a terminal of 120 columns. */
  public toText(): string {
    return this.problems.map((problem) => [
      ...wrap(`${problem.severity} ${problem.code}: ${problem.title}`, COLUMNS),
      ...part('at', problem.path),
      ...part('got', problem.got),
      ...part('allowed is', problem.allowed),
      ...problem.remedies.flatMap((remedy, i) => part(i > 0 ? 'or' : 'remedy', remedy)),
      '',
    ].join('\n')).join('\n');
  }
}

function part(name: string, text: string): string[] {
  return wrap(text, COLUMNS - INDENT - 2).map((line, i) => `  ${(i > 0 ? '' : name).padEnd(INDENT)}${line}`);
}
