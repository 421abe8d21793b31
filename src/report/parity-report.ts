import type { Plan } from '../plan/plan';
import type { IRenderer, ParityRow } from '../plan/renderer';
import { textTable } from './text-table';

const COLUMNS = 120;

/**
 * What several back ends make of one plan, side by side.
 */
export class ParityReport {
  /**
   * Asks each back end for every feature the plan uses.
   * @param plan the plan
   * @param renderers the back ends, in the order of the columns
   */
  public static of(plan: Plan, renderers: IRenderer[]): ParityReport {
    return new ParityReport(renderers.map(({ platform }) => platform), renderers.map((renderer) => plan.parity(renderer)));
  }

  private constructor(private readonly platforms: string[], private readonly columns: ParityRow[][]) {}

  /** For a terminal of 120 columns. */
  public toText(): string {
    const rows = this.lines((cells, feature) => [[feature], ...cells.map(({ support, note }) => [support, note])]);
    return [...textTable(['feature', ...this.platforms], rows, COLUMNS), ''].join('\n');
  }

  /** A table for a pull request or a README. */
  public toMarkdown(): string {
    const heads = ['feature', ...this.platforms];
    const rows = this.lines((cells, feature) => [`\`${feature}\``, ...cells.map(({ support, note }) => `**${support}**: ${note.replaceAll('|', '\\|')}`)]);
    return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
  }

  /** Every back end is asked for the same features in the same order. */
  private lines<T>(line: (cells: ParityRow[], feature: string) => T): T[] {
    return (this.columns[0] ?? []).map(({ feature }, i) => line(this.columns.map((column) => column[i]), feature));
  }
}
