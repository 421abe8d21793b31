import type { Plan } from '../plan/plan';
import type { IRenderer, ParityRow } from '../plan/renderer';
import { parityMarkdown } from './markdown/parity-markdown';
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
    const [first = []] = this.columns;
    const rows = first.map(({ feature }, i) => [[feature], ...this.columns.map((column) => [column[i].support, column[i].note])]);
    return [...textTable(['feature', ...this.platforms], rows, COLUMNS), ''].join('\n');
  }

  /** A table for a pull request or a README. */
  public toMarkdown(): string {
    return parityMarkdown(this.platforms, this.columns);
  }
}
