import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Problem } from '../plan/problem';
import { ProblemError } from '../plan/problem-error';
import { nearest } from '../private/nearest';
import type { Kind } from './input-kind';
import { kindOf } from './input-kind';
import { SP8001 } from './problems';

/** Texts by their path, by what they are. */
export type InputFiles = Readonly<Record<Kind, Record<string, string>>>;

const TEXTS = /\.(json|ya?ml|template)$/i;
/** Folders in which nobody declares a release: dependencies, what is hidden, and code that an assembly carries along. */
const PASSED_OVER = /^(node_modules|\..*|asset\..*)$/;

/**
 * What lies at a path: one file, or all in a folder that are of a kind, by the path within it.
 * @throws problem `SP8001` when there is nothing, or nobody may read it
 */
export function inputFiles(given: string): InputFiles {
  const found: InputFiles = { plan: {}, template: {}, manifests: {}, unknown: {} };
  const isFolder = reading(given, () => fs.statSync(given).isDirectory());
  if (!isFolder) {
    const text = reading(given, () => fs.readFileSync(given, 'utf8'));
    found[kindOf(text)][given] = text;
    return found;
  }
  for (const name of below(given, '')) {
    const text = reading(path.join(given, name), () => fs.readFileSync(path.join(given, name), 'utf8'));
    found[kindOf(text)][name] = text;
  }
  return found;
}

/** Paths within a folder, in an order that does not depend on the disk. */
function below(root: string, folder: string): string[] {
  const entries = reading(path.join(root, folder), () => fs.readdirSync(path.join(root, folder), { withFileTypes: true }));
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap((entry) => {
    const name = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return PASSED_OVER.test(entry.name) ? [] : below(root, name);
    return entry.isFile() && TEXTS.test(entry.name) ? [name] : [];
  });
}

function reading<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new ProblemError([unreadable(name, cause as NodeJS.ErrnoException)]);
  }
}

function unreadable(name: string, { code, message }: NodeJS.ErrnoException): Problem {
  if (code !== 'ENOENT') return SP8001.at(name, { got: message, allowed: 'a file or a folder that can be read', remedies: ['let yourself read it'] });
  const meant = neighbour(name);
  return SP8001.at(name, { got: 'nothing there', allowed: 'a file or a folder that exists', remedies: [meant ? `write ${meant} if that is meant` : 'write a path that exists'] });
}

function neighbour(name: string): string | undefined {
  const folder = path.dirname(name);
  const names = fs.existsSync(folder) && fs.statSync(folder).isDirectory() ? fs.readdirSync(folder) : [];
  const meant = nearest(path.basename(name), names);
  return meant === undefined ? undefined : path.join(folder, meant);
}
