import { isAbsolute, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What was looked at. */
export interface Given {
  /** A file, or a folder. */
  readonly path: string;
  /** All that was read, by the names that problems give them: the path itself, or paths within the folder. */
  readonly files: readonly string[];
}

/** Where an editor would put its cursor. */
export interface SourcePlace {
  readonly uri: string;
  /** Lines and columns count from 1. */
  readonly region: { readonly startLine: number; readonly startColumn?: number };
}

/** Where the path of a problem leads to in the files: to the head of a file where it says no line, and of what was looked at where it says no file. */
export function sourcePlace({ path, files }: Given, at: string): SourcePlace {
  const named = files.filter((file) => at.startsWith(file) && /^([:# ]|$)/.test(at.slice(file.length))).sort((a, b) => b.length - a.length)[0];
  const file = named ?? (files.length === 1 ? files[0] : undefined);
  const [, line, column] = (named !== undefined && /^:(\d+):(\d+)$/.exec(at.slice(named.length))) || [];
  return {
    uri: uriOf(file === undefined || file === path ? path : join(path, file)),
    region: line ? { startLine: Number(line), startColumn: Number(column) } : { startLine: 1 },
  };
}

/** Each part by itself: what separates parts of a URI may stand in a name. */
function uriOf(path: string): string {
  return isAbsolute(path) ? pathToFileURL(path).href : path.split(sep).map(encodeURIComponent).join('/');
}
