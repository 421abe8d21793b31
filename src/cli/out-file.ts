import * as fs from 'node:fs';
import * as path from 'node:path';
import { ProblemError } from '../plan/problem-error';
import type { Io } from './io';
import { SP8004 } from './problems';

/** Where a result goes: to a file where one is named, or else to the reader. */
export function deliver(io: Io, text: string, file: string | undefined): void {
  if (file === undefined) return io.out(text);
  writeWhole(file, text);
  io.err(`wrote ${file}\n`);
}

/** Whoever reads the file at any moment finds the old text or the new one, and never a part of one. */
export function writeWhole(file: string, text: string): void {
  const partial = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}`);
  try {
    fs.writeFileSync(partial, text);
    fs.renameSync(partial, file);
  } catch (cause) {
    fs.rmSync(partial, { force: true });
    throw new ProblemError([SP8004.at(file, {
      got: (cause as Error).message, allowed: 'a file in a folder that exists and can be written', remedies: ['name another file', 'make the folder'],
    })]);
  }
}
