import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { k8s } from 'spillway';
import { parseAllDocuments } from 'yaml';
import { shopApp } from '../../../../examples/k8s-shop/app';
import { ordersOnKubernetes } from '../../../../examples/two-worlds/k8s';
import type { Manifest } from '../../support/manifest-validator';
import { written } from '../../support/verify/subject';

const WRITTEN = join(__dirname, '..', 'good');

/** Manifests that are right: written by hand for what no example has, and what the examples emit. */
export const GOOD: Record<string, Manifest[]> = {
  ...Object.fromEntries(readdirSync(WRITTEN).map((file) => [file.replace('.yaml', ''), manifestsOf(join(WRITTEN, file))])),
  ...emitted('shop', shopApp),
  ...emitted('orders', ordersOnKubernetes),
};

function emitted(service: string, make: (outdir: string) => k8s.GitOpsApp): Record<string, Manifest[]> {
  const { directory, folders } = written(service, make);
  rmSync(directory, { recursive: true });
  return Object.fromEntries(folders.map(({ name, manifests }) => [`${service}/${name}`, manifests]));
}

export function manifestsOf(file: string): Manifest[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS() as Manifest);
}
