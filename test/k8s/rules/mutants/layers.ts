import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { controllerProblems } from '../../../../src/k8s/rules/controller-problems';
import type { Manifest } from '../../support/manifest-validator';
import { findings } from '../../support/manifest-validator';

/** Looks at a folder, and names what it finds. */
export interface Layer {
  readonly name: string;
  readonly find: (manifests: Manifest[]) => string[];
}

const rules: Layer = {
  name: 'rules',
  find: (manifests) => controllerProblems(manifests).map(({ code }) => `rules/${code}`),
};

/** What an API server with the CRDs would refuse or drop; kinds of Kubernetes itself have none. */
const schema: Layer = {
  name: 'schema',
  find: (manifests) => manifests.flatMap(findings).filter((finding) => !finding.endsWith('no schema')).map(() => 'schema'),
};

/** What Prometheus would not load. */
const promtool: Layer = {
  name: 'promtool',
  find: (manifests) => manifests.filter(({ kind }) => kind === 'PrometheusRule').filter(({ spec }) => !loads(spec)).map(() => 'promtool'),
};

export const LAYERS: Layer[] = [rules, schema, promtool];

function loads(spec: object): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'rules-'));
  try {
    const file = join(folder, 'rules.json');
    writeFileSync(file, JSON.stringify(spec));
    execFileSync('promtool', ['check', 'rules', file], { stdio: 'pipe' });
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') throw new Error('promtool is not installed');
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
