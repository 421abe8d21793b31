import { controllerProblems } from '../../../src/k8s/rules/controller-problems';
import { describeWithShared } from '../../shared';
import { findings } from '../support/manifest-validator';
import { manifests } from '../support/shop';
import { everything } from './everything';

const KINDS = ['ArgoCDCommitStatus', 'GitRepository', 'PromotionStrategy', 'ScheduledCommitStatus', 'TimedCommitStatus', 'WebRequestCommitStatus'];

const { app } = everything();
const delivered = () => manifests(app).filter(({ apiVersion, kind }) => apiVersion.startsWith('promoter') || kind === 'Application' || kind === 'AppProject');

describeWithShared('what is emitted for GitOps Promoter', () => {
  test('follows the schemas of its controllers, unknown fields refused', () => {
    const all = manifests(app);
    expect([...new Set(all.filter(({ apiVersion }) => apiVersion.startsWith('promoter')).map(({ kind }) => kind))].sort()).toEqual(KINDS);
    expect(all.flatMap(findings)).toEqual([]);
  });
});

test('no controller has anything to say of it', () => {
  expect(controllerProblems(delivered()).map(({ message }) => message)).toEqual([]);
});

test('fails when a gate is left out, or its key misspelt', () => {
  const without = delivered().filter(({ metadata: { name } }) => name !== 'shop-prod-watch');
  expect(controllerProblems(without).map(({ code }) => code)).toEqual(['SP5511']);
  const misspelt = delivered().map((one) => (one.metadata.name === 'shop-prod-watch' ? { ...one, spec: { ...one.spec, key: 'prod-wacht' } } : one));
  expect(controllerProblems(misspelt).map(({ code }) => code).sort()).toEqual(['SP5511', 'SP5513']);
});
