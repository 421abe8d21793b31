import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Feature, k8s } from 'spillway';

const PAGE = readFileSync(join(__dirname, '..', '..', 'docs', 'k8s', 'which-engine.md'), 'utf8');

const COLUMNS: Record<string, k8s.EngineOptions> = {
  'Argo Rollouts': { progressive: k8s.Progressive.ARGO_ROLLOUTS },
  'Flagger': { progressive: k8s.Progressive.FLAGGER },
  'Kubernetes alone': { progressive: k8s.Progressive.NONE },
  'Kargo': { promotion: k8s.Promotion.KARGO },
  'GitOps Promoter': { promotion: k8s.Promotion.GIT_OPS_PROMOTER },
  'nobody': { promotion: k8s.Promotion.NONE },
};

/** Cells of the tables about features: what is asked for, of whom, and the answer. */
function cells(): [string, string, string][] {
  let columns: string[] = [];
  return PAGE.split('\n').filter((line) => line.startsWith('| ')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim())).flatMap(([first, ...rest]) => {
    if (first.startsWith('what ')) columns = rest;
    const feature = /^`([\w.]+)`$/.exec(first)?.[1];
    return feature && rest.length === columns.length ? rest.map((said, i): [string, string, string] => [feature, columns[i], said]) : [];
  });
}

describe('the page that helps to choose', () => {
  test('says of each engine what its capabilities say', () => {
    const of = (column: string) => new k8s.GitOpsRenderer({ engine: k8s.Engine.of(COLUMNS[column]) });
    expect(cells().filter(([feature, column, said]) => of(column).capability(feature as Feature).support !== said)).toEqual([]);
  });

  test('leaves out no feature but what Prometheus measures', () => {
    const named = new Set(cells().map(([feature]) => feature));
    expect(Object.values(Feature).filter((feature) => !named.has(feature))).toEqual([
      Feature.SIGNAL_ERROR_RATIO, Feature.SIGNAL_SEQUENTIAL, Feature.SIGNAL_LATENCY, Feature.SIGNAL_SATURATION, Feature.SIGNAL_CUSTOM, Feature.SIGNAL_SYNTHETIC,
    ]);
  });
});
