import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Problem } from '../plan/problem';
import { ProblemError } from '../plan/problem-error';
import { nearest } from '../private/nearest';
import { SP8001 } from './problems';

/**
 * What a system call says of a path.
 * @throws problem `SP8001` when there is nothing, or nobody may read it
 */
export function readable<T>(name: string, read: () => T): T {
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
  const meant = nearest(path.basename(name), namesIn(folder));
  return meant === undefined ? undefined : path.join(folder, meant);
}

function namesIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}
