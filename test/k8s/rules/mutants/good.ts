import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from '../../support/manifest-validator';

const ROOT = join(__dirname, '..', '..', '..', '..');
const WRITTEN = join(__dirname, '..', 'good');

/** Manifests that are right: written by hand for what no example has, and what the examples emit. */
export const GOOD: Record<string, Manifest[]> = {
  ...Object.fromEntries(readdirSync(WRITTEN).map((file) => [file.replace('.yaml', ''), manifestsOf(join(WRITTEN, file))])),
  ...emitted('k8s-shop', 'shop'),
  ...emitted('two-worlds', 'orders'),
};

function emitted(example: string, service: string): Record<string, Manifest[]> {
  const folder = join(ROOT, 'examples', example, 'dist');
  return Object.fromEntries(readdirSync(folder).map((name) => [`${service}/${name}`, readdirSync(join(folder, name))
    .filter((file) => file !== 'kustomization.yaml').sort().flatMap((file) => manifestsOf(join(folder, name, file)))]));
}

export function manifestsOf(file: string): Manifest[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS() as Manifest);
}
