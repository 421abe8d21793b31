import * as analysis from '../../../../src/k8s/rules/problems-analysis';
import * as cluster from '../../../../src/k8s/rules/problems-cluster';
import * as delivery from '../../../../src/k8s/rules/problems-delivery';
import * as flagger from '../../../../src/k8s/rules/problems-flagger';
import * as kargo from '../../../../src/k8s/rules/problems-kargo';
import * as promoter from '../../../../src/k8s/rules/problems-promoter';
import * as rollouts from '../../../../src/k8s/rules/problems-rollouts';
import { describeWithShared } from '../../../shared';
import type { Manifest } from '../../support/manifest-validator';
import { GOOD } from './good';
import { LAYERS } from './layers';
import { mutated } from './mutant';
import { MUTANTS } from './mutants';

const CODES = [analysis, cluster, delivery, flagger, kargo, promoter, rollouts].flatMap((series) => Object.keys(series));

/** Everything that all layers find, each once. */
function found(manifests: Manifest[]): string[] {
  return [...new Set(LAYERS.flatMap((layer) => layer.find(manifests)))].sort();
}

describeWithShared('manifests that are right', () => {
  test.each(Object.keys(GOOD))('are left alone by all layers: %s', (name) => {
    expect(found(GOOD[name])).toEqual([]);
  });
});

describeWithShared('a single fault', () => {
  test.each(MUTANTS)('fails when there is $what: $foundBy', (mutant) => {
    expect(found(mutated(mutant))).toEqual([...mutant.foundBy].sort());
  });
});

test('each fault is there once, and there are many', () => {
  const names = MUTANTS.map(({ what }) => what);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(150);
});

test('every rule is shown to fail by some fault, most of them by nothing else', () => {
  const all = MUTANTS.flatMap(({ foundBy }) => foundBy);
  expect(CODES.filter((code) => !all.includes(`rules/${code}`))).toEqual([]);
  const byRulesAlone = MUTANTS.filter(({ foundBy }) => foundBy.every((each) => each.startsWith('rules/')));
  expect(byRulesAlone.length).toBeGreaterThan(MUTANTS.length * 0.85);
});
