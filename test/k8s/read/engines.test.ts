import type { WaveOptions } from 'spillway';
import { Duration, Environment, k8s, NoData, Plan, RollbackTrigger, Signal, Tier, TrafficShift, Verification } from 'spillway';
import { carried } from '../../../src/k8s/read/carried';
import type { PlanDocument } from '../../../src/plan/document';
import { promoted } from '../promoter/promoter-shop';
import { shop } from '../support/shop';
import { writtenTexts } from './written-texts';

const minutes = Duration.minutes;
const errors = Signal.errorRatio({ atMost: 0.005, noData: NoData.FAIL });

/** The plan of a release of two waves, and the one that is read of its manifests. */
function both(engine: k8s.EngineOptions, wave: Omit<WaveOptions, 'environments'>, images = true): PlanDocument[] {
  const app = new k8s.GitOpsApp({ outdir: 'unused', engine: k8s.Engine.of(engine) });
  const { pipeline } = shop({
    app,
    waves: ['lab', 'mall'].map((name): [string, WaveOptions] => [name, { environments: [new Environment(name, { tier: Tier.STAGING })], ...wave }]),
    workload: { router: k8s.TrafficRouter.istio() },
    ...images ? {} : { release: { images: [] } },
  });
  const { plans, notes } = k8s.ManifestReading.of(writtenTexts(app));
  expect(plans).toHaveLength(1);
  expect(notes.filter(({ path }) => path !== '')).toEqual([]);
  return [Plan.of(pipeline)._document, plans[0]._document];
}

const watched = { rollbackOn: [RollbackTrigger.signal(errors)], bakeTime: minutes(30) };
const flagger = { progressive: k8s.Progressive.FLAGGER };

test.each<[string, k8s.EngineOptions, Omit<WaveOptions, 'environments'>]>([
  ['a Canary of one step', flagger, { ...watched, trafficShift: TrafficShift.canary({ percent: 20, hold: minutes(10) }) }],
  ['a Canary of equal steps', flagger, { ...watched, trafficShift: TrafficShift.linear({ percent: 20, every: minutes(10) }) }],
  ['a Canary of several steps', flagger, { ...watched, trafficShift: TrafficShift.steps({ percent: 5, hold: minutes(10) }, { percent: 50, hold: minutes(10) }) }],
  ['a Canary that switches', flagger, { ...watched, trafficShift: TrafficShift.blueGreen({ preview: minutes(20), keepOld: minutes(10) }) }],
  ['a Deployment', { progressive: k8s.Progressive.NONE }, { ...watched, trafficShift: TrafficShift.rolling({ maxUnavailablePercent: 20 }) }],
  ['a Deployment that is doubled', { progressive: k8s.Progressive.NONE }, { ...watched, trafficShift: TrafficShift.allAtOnce() }],
])('what is read is the plan that the manifests carry: %s', (_, engine, wave) => {
  const [declared, read] = both(engine, wave);
  expect(carried(read)).toEqual(carried(declared));
});

test('what Flagger looks at with all requests is measured, whatever else it is', () => {
  const [, read] = both(flagger, {
    ...watched,
    trafficShift: TrafficShift.linear({ percent: 20, every: minutes(10) }),
    verifications: [Verification.measurement({ name: 'steady', signal: errors, duration: minutes(10) })],
  });
  expect(read.waves[0].verifications).toEqual([{ id: 'error-ratio', kind: 'measurement', signal: 'error-ratio', durationMs: 600_000 }]);
});

test('folders that a person applies say what is released where, and not in which order', () => {
  const canary = { rollbackOn: watched.rollbackOn, trafficShift: TrafficShift.canary({ percent: 20, hold: minutes(10) }) };
  const [declared, read] = both({ promotion: k8s.Promotion.NONE }, canary, false);
  expect(read).toMatchObject({ service: 'shop', signals: declared.signals });
  expect(read.waves.map(({ name, after, environments, shift }) => [name, after, environments, shift])).toEqual(
    declared.waves.map(({ environments, shift }) => [environments[0], [], environments, shift]),
  );
});

test('GitOps Promoter says the order of the environments, and what it asks besides is told', () => {
  const environments = ['west', 'lab', 'mall'].map((name) => new Environment(name, { tier: Tier.STAGING }));
  const waves = environments.map((environment): [string, WaveOptions] => [environment.environmentName, { environments: [environment], bakeTime: minutes(30) }]);
  const { app } = promoted({ waves });
  const { plans: [plan, ...others], notes } = k8s.ManifestReading.of(writtenTexts(app));
  expect(others).toEqual([]);
  expect(plan._document.waves.map(({ name, after }) => [name, after])).toEqual([['west', []], ['lab', ['west']], ['mall', ['lab']]]);
  expect(notes.filter(({ text }) => text.startsWith('what GitOps Promoter asks')).map(({ path }) => path.split('/spec/')[1])).toEqual(
    ['environments/0/activeCommitStatuses', 'environments/1/activeCommitStatuses', 'environments/2/activeCommitStatuses'],
  );
});

test('a row with environments of which nothing is known, or of another service, orders the rest', () => {
  const strategy = (name: string, ...branches: string[]) => JSON.stringify({
    apiVersion: 'promoter.argoproj.io/v1alpha1', kind: 'PromotionStrategy', metadata: { name }, spec: { environments: branches.map((branch) => ({ branch })) },
  });
  const deployment = (namespace: string) => JSON.stringify({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace }, spec: {} });
  const order = (...strategies: string[]) => k8s.ManifestReading.of({
    'b.yaml': deployment('b'), 'a.yaml': deployment('a'), ...Object.fromEntries(strategies.map((text, i) => [`strategy-${i}.yaml`, text])),
  }).plans[0]._document.waves.map(({ name, after }) => [name, after]);
  expect(order(strategy('web', 'env/a', 'env/unknown', 'env/b'))).toEqual([['b', ['a']], ['a', []]]);
  expect(order(strategy('one', 'env/a', 'env/b'), strategy('other', 'env/b', 'env/a'))).toEqual([['b', []], ['a', []]]);
});
