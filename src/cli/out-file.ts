import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ProblemError } from '../plan/problem-error';
import type { Io } from './io';
import { SP8004 } from './problems';

/** Names of what the command was given open: to open them anew for writing would empty a file that others write to as well. */
const DESCRIPTOR = /^\/(dev\/(stdout|stderr|fd\/\d+)|proc\/self\/fd\/\d+)$/;

/** Where a result goes: to a file where one is named, or else to the reader. */
export function deliver(io: Io, text: string, file: string | undefined): void {
  if (file === undefined) return io.out(text);
  writeWhole(file, text);
  io.err(`wrote ${file}\n`);
}

/**
 * Whoever reads the file at any moment finds the old text or the new one, and never a part of one. What is no file, such as a pipe, is written to.
 * @throws problem `SP8004`
 */
export function writeWhole(file: string, text: string): void {
  try {
    const there = fs.statSync(file, { throwIfNoEntry: false });
    if ((there && !there.isFile()) || DESCRIPTOR.test(file)) fs.appendFileSync(file, text);
    else replace(targetOf(file), text, there?.mode);
  } catch (cause) {
    throw new ProblemError([SP8004.at(file, {
      // behind the comma stand a call and a name that nobody has given
      got: (cause as Error).message.split(', ')[0], allowed: 'a file in a folder that exists and can be written',
      remedies: ['name another file', 'make the folder'],
    })]);
  }
}

/** What a link leads to, be it there or not, so that the link stays. */
function targetOf(file: string): string {
  const isLink = fs.lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink();
  return isLink ? targetOf(path.resolve(fs.realpathSync(path.dirname(file)), fs.readlinkSync(file))) : file;
}

function replace(file: string, text: string, mode: number | undefined): void {
  const partial = path.join(path.dirname(file), `.spillway-${randomUUID()}`);
  try {
    fs.writeFileSync(partial, text, { mode, flag: 'wx' });
    // what a process may not give to new files is taken from the mode above
    if (mode !== undefined) fs.chmodSync(partial, mode);
    fs.renameSync(partial, file);
  } catch (cause) {
    remove(partial);
    throw cause;
  }
}

/** Why it cannot be removed is why it was not written. */
function remove(partial: string): void {
  try {
    fs.rmSync(partial, { force: true });
  } catch {}
}
