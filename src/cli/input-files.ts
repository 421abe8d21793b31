import * as fs from 'node:fs';
import * as path from 'node:path';
import { textsBelow } from './folder-files';
import type { Kind } from './input-kind';
import { kindOf } from './input-kind';
import { readable } from './readable';

/** Texts by their path, by what they are. */
export type InputFiles = Readonly<Record<Kind, Record<string, string>>>;

/**
 * What lies at a path: one file, or all in a folder that are of a kind, by the path within it.
 * @throws problem `SP8001` when there is nothing, or nobody may read it
 */
export function inputFiles(given: string): InputFiles {
  const isFolder = readable(given, () => fs.statSync(given).isDirectory());
  if (!isFolder) return sorted([[given, textOf(given)]]);
  return sorted(textsBelow(given).map((name) => [name, textOf(path.join(given, name))]));
}

/** Texts by what their first look says that they are. */
export function sorted(texts: readonly (readonly [name: string, text: string])[]): InputFiles {
  const found: InputFiles = { plan: {}, template: {}, manifests: {}, unknown: {} };
  for (const [name, text] of texts) {
    // a byte order mark says nothing in UTF-8, and hides what stands behind it
    const plain = text.replace(/^\uFEFF/, '');
    found[kindOf(plain)][name] = plain;
  }
  return found;
}

/** Names of all that is of a kind. */
export function namesOf({ plan, template, manifests }: InputFiles): string[] {
  return [plan, template, manifests].flatMap((texts) => Object.keys(texts));
}

function textOf(file: string): string {
  return readable(file, () => fs.readFileSync(file, 'utf8'));
}
