import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Manifest } from '../manifest-validator';
import { complaints, missingProgram } from './program';
import type { Checker, Folder } from './subject';

const missing = () => missingProgram('promtool', '--version');

/** Rules as the operator would hand them to Prometheus. */
export const rules: Checker = {
  name: 'promtool check',
  missing,
  check: ({ folders }) => loaded(Object.fromEntries(folders.flatMap((folder) => folder.manifests.filter(({ kind }) => kind === 'PrometheusRule')
    .map(({ metadata, spec }) => [`${folder.name}.${metadata.name}`, spec])))),
};

/** Queries that stand in no rule: of analyses, and of the steps of promotions. */
export const queries: Checker = {
  name: 'PromQL',
  missing,
  check: ({ folders }) => loaded(Object.fromEntries(folders.map((folder) => {
    const rulesOfQueries = queriesOf(folder).map((expr, i) => ({ record: `query_${i}`, expr }));
    return [folder.name, { groups: rulesOfQueries.length === 0 ? [] : [{ name: 'queries', rules: rulesOfQueries }] }];
  }))),
};

/** The tests that are written beside the rules. */
export const ruleTests: Checker = {
  name: 'promtool test',
  missing,
  check: ({ directory }) => {
    const folder = join(directory, 'rule_tests');
    const tests = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.test.yaml')).map((file) => join(folder, file)) : [];
    return tests.length === 0 ? [] : complaints('promtool', 'test', 'rules', ...tests);
  },
};

/** What would be asked, with an example in place of what an argument or an expression fills in. */
export function queriesOf({ manifests }: Folder): string[] {
  return manifests.flatMap((manifest) => (manifest.kind === 'AnalysisTemplate' ? analysed(manifest) : polled(manifest))).map((query) => query.replace(/\{\{.*?\}\}|\$\{\{.*?\}\}/g, 'example'));
}

function analysed({ spec }: Manifest): string[] {
  const metrics = spec.metrics as { provider: { prometheus?: { query: string } } }[];
  return metrics.flatMap(({ provider }) => (provider.prometheus ? [provider.prometheus.query] : []));
}

interface Step {
  readonly config?: { readonly queryParams?: { readonly name: string; readonly value: string }[] };
}

function polled({ kind, spec }: Manifest): string[] {
  if (!['Stage', 'PromotionTask'].includes(kind)) return [];
  const { promotionTemplate, steps = [] } = spec as { promotionTemplate?: { spec: { steps: Step[] } }; steps?: Step[] };
  return [...promotionTemplate?.spec.steps ?? [], ...steps].flatMap(({ config }) => config?.queryParams ?? []).filter(({ name }) => name === 'query').map(({ value }) => value);
}

/** Rule files by name. Every one is loaded, whatever is wrong with the others. */
function loaded(files: Record<string, object>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-rules-'));
  try {
    const paths = Object.entries(files).map(([name, content]) => {
      const path = join(folder, `${name}.json`);
      writeFileSync(path, JSON.stringify(content));
      return path;
    });
    return paths.length === 0 ? [] : complaints('promtool', 'check', 'rules', '--lint=none', ...paths);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
