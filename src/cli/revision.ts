import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { ProblemError } from '../plan/problem-error';
import { isPassedOver, isText } from './folder-files';
import type { GitObject } from './git';
import { gitEntries, gitObject, gitRefusal, gitTexts } from './git';
import type { Input } from './input';
import { inputOf, readInput } from './input';
import { sorted } from './input-files';
import { SP8101 } from './problems-git';

/**
 * Reads a path, or a file or a folder as it is in a revision of Git: `main:plan.json`, by the rules of Git.
 * @throws problem `SP8101` when Git does not have it, and those of reading
 */
export function readRevision(given: string): Input {
  if (existsSync(given) || !given.includes(':')) return readInput(given);
  const object = gitObject(given);
  if (!object) {
    gitRefusal(given);
    throw leadsNowhere(given);
  }
  const files = object.type === 'tree' ? below(given, { ...object, name: '', way: [object.id] }) : [{ name: given, id: object.id }];
  const texts = gitTexts(given, files.map(({ id }) => id));
  return inputOf(given, sorted(files.map(({ name }, i) => [name, texts[i]])));
}

interface GitFile {
  /** Within the folder that was given. */
  readonly name: string;
  readonly id: string;
}

/** A folder on the way down, with all that lead to it, this one last. */
interface GitFolder extends GitObject {
  readonly name: string;
  readonly way: readonly string[];
}

/** All texts in a folder, as they are found on a disk. */
function below(given: string, folder: GitFolder): GitFile[] {
  const entries = gitEntries(given, folder);
  const taken = new Set(entries.filter(({ type, isLink }) => type === 'blob' && !isLink).map(({ id }) => id));
  return entries.flatMap((entry) => {
    const name = posix.join(folder.name, entry.name);
    const object = entry.isLink ? gitObject(within(given, name)) : entry;
    // editors leave such links beside what they have open
    if (!object && isText(entry.name) && !isPassedOver(entry.name)) throw leadsNowhere(within(given, name));
    if (object?.type === 'tree') {
      return isPassedOver(entry.name) || folder.way.includes(object.id) ? [] : below(given, { ...object, name, way: [...folder.way, object.id] });
    }
    if (object?.type !== 'blob' || !isText(entry.name) || (entry.isLink && taken.has(object.id))) return [];
    taken.add(object.id);
    return [{ name, id: object.id }];
  });
}

function within(given: string, name: string): string {
  return /[:/]$/.test(given) ? given + name : `${given}/${name}`;
}

function leadsNowhere(path: string): ProblemError {
  return new ProblemError([SP8101.at(path, {
    got: 'a link that leads to nothing in the revision', allowed: 'a link to a file or a folder of it', remedies: ['let it lead to what is meant', 'remove it'],
  })]);
}
