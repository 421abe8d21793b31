import * as fs from 'node:fs';
import * as path from 'node:path';
import { ProblemError } from '../plan/problem-error';
import { SP8001 } from './problems';
import { readable } from './readable';

const TEXTS = /\.(json|ya?ml|template)$/i;
/** Folders in which nobody declares a release: dependencies, what is hidden, and code that an assembly carries along. */
const PASSED_OVER = /^(node_modules|\..*|asset\..*)$/;
/** What a system says of a link that leads nowhere. */
const NOWHERE: readonly unknown[] = ['ENOENT', 'ENOTDIR', 'ELOOP'];

/** A folder on the way down. */
interface Folder {
  /** Within the one that was given. */
  readonly name: string;
  /** What the folders on the way are without links, this one last. */
  readonly way: readonly string[];
}

/** Whether something of that name is read. */
export function isText(name: string): boolean {
  return TEXTS.test(name);
}

/** Whether a folder of that name is not looked into. */
export function isPassedOver(name: string): boolean {
  return PASSED_OVER.test(name);
}

/**
 * Paths within a folder of all texts in it, in an order that does not depend on the disk. Links are followed: in another folder, the same text is that of
 * another environment.
 * @throws problem `SP8001` for what nobody may read
 */
export function textsBelow(root: string): string[] {
  return below(root, { name: '', way: [readable(root, () => fs.realpathSync(root))] });
}

function below(root: string, folder: Folder): string[] {
  const real = folder.way[folder.way.length - 1];
  const entries = readable(path.join(root, folder.name), () => fs.readdirSync(real, { withFileTypes: true }));
  const taken = new Set(entries.filter((entry) => entry.isFile()).map((entry) => path.join(real, entry.name)));
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap((entry) => {
    const name = path.posix.join(folder.name, entry.name);
    if (entry.isSymbolicLink()) return followed(root, name, folder.way, taken);
    if (entry.isDirectory()) return inner(root, name, folder.way, path.join(real, entry.name));
    return entry.isFile() && isText(entry.name) ? [name] : [];
  });
}

/** A link upwards leads to where one came from. */
function inner(root: string, name: string, way: readonly string[], real: string): string[] {
  return isPassedOver(path.basename(name)) || way.includes(real) ? [] : below(root, { name, way: [...way, real] });
}

/** @param taken what the files of the folder are without links */
function followed(root: string, link: string, way: readonly string[], taken: Set<string>): string[] {
  const name = path.basename(link);
  const end = endOf(path.join(root, link));
  // editors leave links to nowhere beside what they have open
  if (!end && isText(name) && !isPassedOver(name)) throw leadsNowhere(path.join(root, link));
  if (end?.isFolder) return inner(root, link, way, end.real);
  if (!end?.isFile || !isText(name) || taken.has(end.real)) return [];
  taken.add(end.real);
  return [link];
}

/** Where a link leads to in the end. */
interface End {
  readonly real: string;
  readonly isFile: boolean;
  readonly isFolder: boolean;
}

function endOf(link: string): End | undefined {
  return readable(link, () => {
    try {
      const stats = fs.statSync(link);
      return { real: fs.realpathSync(link), isFile: stats.isFile(), isFolder: stats.isDirectory() };
    } catch (cause) {
      if (NOWHERE.includes((cause as NodeJS.ErrnoException).code)) return undefined;
      throw cause;
    }
  });
}

function leadsNowhere(link: string): ProblemError {
  return new ProblemError([SP8001.at(link, {
    got: `a link to ${fs.readlinkSync(link)}, where nothing is`, allowed: 'a link to a file or a folder', remedies: ['let it lead to what is meant', 'remove it'],
  })]);
}
