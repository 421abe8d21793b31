import type { ParityRow } from '../../plan/renderer';
import { markdownTable } from './table';

/** What several back ends make of the same features in the same order. */
export function parityMarkdown(platforms: readonly string[], columns: readonly (readonly ParityRow[])[]): string {
  return markdownTable(['feature', ...platforms], (columns[0] ?? []).map(({ feature }, i) => [
    `\`${feature}\``, ...columns.map((column) => `**${column[i].support}**: ${column[i].note.replaceAll('|', '\\|')}`),
  ]));
}
