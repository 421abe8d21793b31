import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from './manifest';

/** All objects of a YAML file. */
export function manifestsOf(file: string): Manifest[] {
  return parseAllDocuments(unfolded(readFileSync(file, 'utf8'))).map((document) => document.toJS() as Manifest).filter(Boolean);
}

/** All objects of a folder that the library wrote, as they stand there. What Kustomize reads is no object. */
export function folder(path: string): Manifest[] {
  const files = readdirSync(path).filter((name) => name.endsWith('.yaml') && name !== 'kustomization.yaml').sort();
  return files.flatMap((name) => manifestsOf(join(path, name)));
}

/** Go's parser takes quoted texts that go on in the next line without being indented; YAML does not allow them. */
function unfolded(text: string): string {
  return text.replace(/: '[^'\n]*(?:\n[^'\n]*)+'$/gm, (quoted) => quoted.replace(/\n\s*/g, ' '));
}
