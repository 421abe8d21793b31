/** Each cell is a list of lines; a line that is too long for its column is broken between words. */
export type Row = readonly (readonly string[])[];

const GAP = '  ';

/**
 * Columns side by side under underlined heads. When they are too wide the widest give way first: between words, then, if that
 * is not enough, behind hyphens.
 */
export function textTable(heads: readonly string[], rows: readonly Row[], atMostColumns: number): string[] {
  // a program that was not type-checked may have left out a name
  const cells = [heads.map((head) => [head]), ...rows].map((row) => row.map((lines) => lines.map(String)));
  const widths = fit(heads.map((_, column) => cells.map((row) => row[column])), atMostColumns);
  const [head, ...body] = cells.map((row) => layOut(row.map((lines, column) => lines.flatMap((line) => wrap(line, widths[column]))), widths));
  return [...head, widths.map((width) => '─'.repeat(width)).join(GAP), ...body.flatMap((lines, i) => (i > 0 ? ['', ...lines] : lines))];
}

/** Breaks a text between words, and a word that is too long behind its hyphens. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  const add = (part: string, gap: string) => {
    const last = lines.at(-1);
    if (last !== undefined && last.length + gap.length + part.length <= width) lines[lines.length - 1] = last + gap + part;
    else lines.push(part);
  };
  for (const word of words(text)) {
    if (word.length <= width) add(word, ' ');
    else pieces(word).forEach((piece, i) => add(piece, i === 0 ? ' ' : ''));
  }
  return lines;
}

function words(text: string): string[] {
  return text.split(' ');
}

function pieces(text: string): string[] {
  return text.split(/ |(?<=-)/);
}

function fit(columns: string[][][], atMostColumns: number): number[] {
  const widest = (texts: string[]) => Math.max(0, ...texts.map((text) => text.length));
  const widths = columns.map((cells) => widest(cells.flat()));
  const excess = () => widths.reduce((sum, width) => sum + width, GAP.length * (widths.length - 1)) - atMostColumns;
  for (const parts of [words, pieces]) {
    const least = columns.map((cells) => widest(cells.flat().flatMap(parts)));
    const free = () => widths.map((width, i) => (width > least[i] ? width : 0));
    while (excess() > 0 && Math.max(...free()) > 0) widths[free().indexOf(Math.max(...free()))] -= 1;
  }
  return widths;
}

function layOut(cells: string[][], widths: number[]): string[] {
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, y) => cells.map((lines, x) => (lines[y] ?? '').padEnd(widths[x])).join(GAP).trimEnd());
}
