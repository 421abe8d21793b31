import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { ProblemError } from '../plan/problem-error';
import type { Input } from './input';
import { inputOf, readInput } from './input';
import { sorted } from './input-files';
import { SP8101 } from './problems-git';

/** Larger than any plan, and less than a slip such as an image would be. */
const BYTES_AT_MOST = 64 * 1024 * 1024;

/**
 * Reads a path, or a file as it is in a revision of Git: `main:plan.json`, by the rules of Git.
 * @throws problem `SP8101` when Git does not have it, and those of reading
 */
export function readRevision(given: string): Input {
  if (existsSync(given) || !given.includes(':')) return readInput(given);
  const text = shown(given);
  return inputOf(given, sorted([[given, text]]));
}

function shown(given: string): string {
  try {
    return execFileSync('git', ['show', '--end-of-options', given], { encoding: 'utf8', maxBuffer: BYTES_AT_MOST, stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (cause) {
    const { stderr, message } = cause as Error & { readonly stderr?: string };
    throw new ProblemError([SP8101.at(given, {
      got: (stderr || message).trim().split('\n')[0],
      allowed: 'a revision, a colon, and the path of a file in it',
      remedies: ['write a revision that Git knows, such as main:plan.json', 'fetch it'],
    })]);
  }
}
