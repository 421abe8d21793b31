import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { k8s } from 'spillway';
import { parse } from 'yaml';
import type { Manifest } from '../manifest-validator';

/** What is applied together. */
export interface Folder {
  readonly name: string;
  readonly path: string;
  readonly manifests: Manifest[];
}

/** What an application has written. */
export interface Subject {
  readonly name: string;
  readonly directory: string;
  readonly folders: Folder[];
}

/** Says what is wrong with what an application has written. */
export interface Checker {
  readonly name: string;
  /** Why it cannot be asked here; it can, when there is no reason. */
  readonly missing: () => string | undefined;
  readonly check: (subject: Subject) => string[];
}

/** Writes an application to a folder of its own and reads what was written. */
export function written(name: string, make: (outdir: string) => k8s.GitOpsApp): Subject {
  const directory = mkdtempSync(join(tmpdir(), `spillway-${name}-`));
  make(directory).synth();
  return subjectAt(name, directory);
}

export function subjectAt(name: string, directory: string): Subject {
  // nobody applies the tests of rules, which lie beside the folders
  const folders = readdirSync(directory).filter((folder) => folder !== 'rule_tests').sort();
  return { name, directory, folders: folders.map((folder) => folderAt(folder, join(directory, folder))) };
}

function folderAt(name: string, path: string): Folder {
  const files = readdirSync(path).filter((file) => file !== 'kustomization.yaml').sort();
  return { name, path, manifests: files.map((file) => parse(readFileSync(join(path, file), 'utf8')) as Manifest) };
}

/** Whether Kustomize reads a folder. */
export function isKustomized({ path }: Folder): boolean {
  return existsSync(join(path, 'kustomization.yaml'));
}
