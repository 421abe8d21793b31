import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What each file of a folder holds, by its name; put together when it is written, since all texts at once are a lot. */
export type Folder = ReadonlyMap<string, () => string>;

/**
 * Writes folders, each as a whole: what was in one before is gone. Everything is written beside them first, so that nothing
 * has changed when something cannot be written.
 */
export function writeFolders(directory: string, folders: ReadonlyMap<string, Folder>): void {
  mkdirSync(directory, { recursive: true });
  const staging = mkdtempSync(join(directory, '.writing-'));
  try {
    for (const [name, files] of folders) {
      const folder = join(staging, name);
      mkdirSync(folder);
      for (const [file, content] of files) writeFileSync(`${folder}/${file}`, content());
    }
    for (const name of folders.keys()) {
      rmSync(join(directory, name), { recursive: true, force: true });
      renameSync(join(staging, name), join(directory, name));
    }
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
