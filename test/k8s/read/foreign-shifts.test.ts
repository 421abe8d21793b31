import { k8s } from 'spillway';
import type { PlanDocument } from '../../../src/plan/document';

/** The plan that is read of one object of somebody else's. */
function read(apiVersion: string, kind: string, spec: object): PlanDocument {
  const { plans: [plan] } = k8s.ManifestReading.of({ 'web.json': JSON.stringify({ apiVersion, kind, metadata: { name: 'web' }, spec }) });
  return plan._document;
}

const deployment = (spec: object) => read('apps/v1', 'Deployment', spec).waves[0].shift;
const canary = (spec: object) => read('flagger.app/v1beta1', 'Canary', { targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, ...spec });

describe('how a Deployment of somebody else replaces its pods', () => {
  test('all at once without any that serve, where it says Recreate', () => {
    expect(deployment({ strategy: { type: 'Recreate' } })).toMatchObject({ kind: 'rolling', maxUnavailablePercent: 100 });
  });

  test('a quarter at a time where it says nothing, as Kubernetes does', () => {
    expect(deployment({})).toMatchObject({ kind: 'rolling', maxUnavailablePercent: 25 });
  });

  test('a number of pods is a share of them', () => {
    expect(deployment({ replicas: 4, strategy: { rollingUpdate: { maxUnavailable: 2 } } })).toMatchObject({ maxUnavailablePercent: 50 });
  });
});

describe('how a Canary of somebody else switches', () => {
  const looks = { interval: '1m', iterations: 5, metrics: [{ name: 'request-success-rate', thresholdRange: { min: 99 } }] };

  test('the old copy stays for one look with a router, and is gone without', () => {
    expect(canary({ provider: 'istio', analysis: looks }).waves[0].shift).toMatchObject({ kind: 'blueGreen', keepOldMs: 60_000, steps: [{ percent: 0, holdMs: 300_000 }, { percent: 100 }] });
    expect(canary({ provider: 'kubernetes', analysis: looks }).waves[0].shift).toMatchObject({ kind: 'blueGreen', keepOldMs: 0 });
  });

  test('nothing is judged where the analysis is skipped', () => {
    const { signals, waves: [wave] } = canary({ skipAnalysis: true, provider: 'istio', analysis: looks });
    expect(wave.shift.kind).toBe('allAtOnce');
    expect(wave.triggers.filter(({ kind }) => kind === 'signal')).toEqual([]);
    expect(signals).toEqual([]);
  });
});

describe('how a Rollout of somebody else switches', () => {
  const switched = (blueGreen: object) => read('argoproj.io/v1alpha1', 'Rollout', { strategy: { blueGreen: { activeService: 'web', ...blueGreen } } }).waves[0].shift;

  test('the old copy stays for thirty seconds where it says nothing', () => {
    expect(switched({})).toMatchObject({ kind: 'blueGreen', keepOldMs: 30_000 });
    expect(switched({ scaleDownDelaySeconds: 600, autoPromotionSeconds: 120 }))
      .toMatchObject({ keepOldMs: 600_000, steps: [{ percent: 0, holdMs: 120_000 }, { percent: 100 }] });
  });

  test('what waits before the first weight is a share of nobody', () => {
    const steps = [{ pause: { duration: '5m' } }, { setWeight: 20 }, { pause: { duration: 600 } }];
    expect(read('argoproj.io/v1alpha1', 'Rollout', { strategy: { canary: { steps } } }).waves[0].shift.steps)
      .toEqual([{ percent: 0, holdMs: 300_000 }, { percent: 20, holdMs: 600_000 }, { percent: 100, holdMs: 0 }]);
  });
});

test('what watches a Rollout in the background takes it back', () => {
  const metrics = [{ name: 'errors', interval: '1m', count: 5, successCondition: 'result[0] < 5', provider: { prometheus: { address: 'http://p', query: 'errors' } } }];
  const { plans: [{ _document: { waves: [wave] } }] } = k8s.ManifestReading.of({
    'watch.json': JSON.stringify({ apiVersion: 'argoproj.io/v1alpha1', kind: 'AnalysisTemplate', metadata: { name: 'watch' }, spec: { metrics } }),
    'web.json': JSON.stringify({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'web' }, spec: {
      strategy: { canary: { analysis: { templates: [{ templateName: 'watch' }] }, steps: [{ setWeight: 20 }, { pause: { duration: '10m' } }] } },
    } }),
  });
  expect(wave.triggers).toContainEqual({ kind: 'signal', signal: 'errors', scope: 'wave' });
});
