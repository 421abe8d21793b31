import { execFileSync } from 'node:child_process';
import { ProblemError } from '../plan/problem-error';
import { SP8101 } from './problems-git';

/** Larger than any plan, and less than a slip such as an image would be. */
const BYTES_AT_MOST = 64 * 1024 * 1024;

/** An object of a revision: a file or a folder. What else there is has no place where one is asked for. */
export interface GitObject {
  readonly id: string;
  readonly type: string;
}

/** What a path in a revision is, such as `main:plan.json`; nothing where there is none. Links are followed within the revision. */
export function gitObject(path: string): GitObject | undefined {
  const [id, type] = git(path, ['cat-file', '--batch-check', '--follow-symlinks'], `${path}\n`).toString().split('\n')[0].split(' ');
  return type === 'blob' || type === 'tree' ? { id, type } : undefined;
}

/**
 * Says in the words of Git why it does not have a path.
 * @throws problem `SP8101`, but for a link
 */
export function gitRefusal(path: string): void {
  git(path, ['cat-file', '-t', '--end-of-options', path]);
}

/** Texts of some files, in the same order. */
export function gitTexts(path: string, ids: readonly string[]): string[] {
  const all = git(path, ['cat-file', '--batch'], ids.map((id) => `${id}\n`).join(''));
  let at = 0;
  return ids.map(() => {
    const begin = all.indexOf('\n', at) + 1;
    const end = begin + Number(all.toString('utf8', at, begin).split(' ')[2]);
    at = end + 1;
    return all.toString('utf8', begin, end);
  });
}

/** What lies in a folder. */
export interface GitEntry extends GitObject {
  readonly name: string;
  readonly isLink: boolean;
}

/** What lies right in a folder, by name. */
export function gitEntries(path: string, folder: GitObject): GitEntry[] {
  const lines = git(path, ['ls-tree', '-z', '--full-tree', folder.id]).toString().split('\0').filter(Boolean);
  return lines.map((line) => {
    const [, mode, type, id, name] = /^(\d+) (\w+) (\w+)\t([^]+)$/.exec(line)!;
    return { id, type, name, isLink: mode === '120000' };
  }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function git(path: string, args: readonly string[], input?: string): Buffer {
  try {
    return execFileSync('git', args, { input, maxBuffer: BYTES_AT_MOST, stdio: 'pipe' });
  } catch (cause) {
    const { stderr, message } = cause as Error & { readonly stderr?: Buffer };
    throw new ProblemError([SP8101.at(path, {
      got: (stderr?.toString() || message).trim().split('\n')[0],
      allowed: 'a revision, a colon, and the path of a file or a folder in it',
      remedies: ['write a revision that Git knows, such as main:plan.json', 'fetch it'],
    })]);
  }
}
