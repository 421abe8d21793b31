import type { ReleasePipelineProps, WaveOptions } from 'spillway';
import { Duration, Feature, k8s, Plan, Support, TrafficShift, Verification } from 'spillway';
import { controllerProblems } from '../../src/k8s/rules/controller-problems';
import { featuresOf } from '../../src/plan/feature';
import { Severity } from '../../src/plan/problem';
import { describeWithShared } from '../shared';
import { CANARY, ERRORS, GATEWAY, shopOn, WATCHED } from './support/engines';
import { findings } from './support/manifest-validator';
import type { ShopOptions } from './support/shop';
import { beta, manifests } from './support/shop';

const ENGINES = Object.values(k8s.Promotion)
  .flatMap((promotion) => Object.values(k8s.Progressive).map((progressive) => k8s.Engine.of({ promotion, progressive })));
const named = ENGINES.map((engine): [string, k8s.Engine] => [`${engine.promotion} and ${engine.progressive}`, engine]);

const minutes = (count: number) => Duration.minutes(count);
const measured = [Verification.measurement({ name: 'after', signal: ERRORS, duration: minutes(10) })];

/** Sound pipelines, from the one that asks least to those that only some engines have. */
const PIPELINES: [string, Partial<WaveOptions>, Partial<ReleasePipelineProps>][] = [
  ['pods are replaced', { trafficShift: TrafficShift.rolling() }, {}],
  ['pods are replaced and watched', { trafficShift: TrafficShift.rolling(), bakeTime: minutes(30) }, { rollbackOn: WATCHED }],
  ['a canary', { trafficShift: CANARY }, { rollbackOn: WATCHED }],
  ['a canary that is verified and bakes', { trafficShift: CANARY, verifications: measured, bakeTime: minutes(30) }, { rollbackOn: WATCHED }],
  ['a linear shift', { trafficShift: TrafficShift.linear({ percent: 20, every: minutes(10) }) }, { rollbackOn: WATCHED }],
  ['equal steps', { trafficShift: TrafficShift.steps({ percent: 5, hold: minutes(10) }, { percent: 50, hold: minutes(10) }) }, { rollbackOn: WATCHED }],
  ['unequal steps', { trafficShift: TrafficShift.steps({ percent: 5, hold: minutes(10) }, { percent: 50, hold: minutes(20) }) }, { rollbackOn: WATCHED }],
  ['blue/green', { trafficShift: TrafficShift.blueGreen({ preview: minutes(10), keepOld: minutes(10) }) }, { rollbackOn: WATCHED }],
];

describe.each(named)('%s', (_, engine) => {
  const renderer = new k8s.GitOpsRenderer({ engine });

  test('answers for every feature, and a refusal says why and what instead', () => {
    for (const feature of Object.values(Feature)) {
      const { support, note, instead } = renderer.capability(feature);
      expect([feature, Object.values(Support).includes(support), note.length > 10]).toEqual([feature, true, true]);
      expect([feature, note]).toEqual([feature, expect.not.stringMatching(/not yet|todo|planned/i)]);
      expect([feature, instead.length > 0]).toEqual([feature, support === Support.REFUSED]);
    }
  });

  test('has a platform of its own', () => {
    expect(ENGINES.filter((other) => new k8s.GitOpsRenderer({ engine: other }).platform === renderer.platform)).toEqual([engine]);
  });
});

/** What else Promoter asks of a release. */
const promoter = (): ShopOptions => ({
  release: { images: [], repository: { url: 'https://git.example.com/shop/shop.git', scm: k8s.ScmProvider.gitHub({ name: 'github' }) } },
});

const REPLACED = ['pods are replaced'];
const BAKED = ['pods are replaced and watched'];
const SHIFTED = ['a canary', 'a linear shift', 'equal steps'];

/** Which pipelines an engine renders. */
const PASSING: Record<string, string[]> = {
  'kargo and argo-rollouts': PIPELINES.map(([name]) => name),
  'kargo and flagger': PIPELINES.map(([name]) => name).filter((name) => name !== 'unequal steps'),
  'kargo and none': [...REPLACED, ...BAKED],
  'gitops-promoter and argo-rollouts': PIPELINES.map(([name]) => name),
  'gitops-promoter and flagger': [...REPLACED, ...BAKED],
  'gitops-promoter and none': [...REPLACED, ...BAKED],
  'none and argo-rollouts': [...REPLACED, ...SHIFTED, 'unequal steps', 'blue/green'],
  'none and flagger': [...REPLACED, ...SHIFTED, 'blue/green'],
  'none and none': REPLACED,
};

/** What the shop says of a pipeline: its manifests, or the problems that stand in their way. */
function rendered(engine: k8s.Engine, wave: Partial<WaveOptions>, pipeline: Partial<ReleasePipelineProps>) {
  const options: ShopOptions = { pipeline, waves: [['beta', { environments: [beta], ...wave }]], workload: { router: GATEWAY, replicas: 20 } };
  if (engine.promotion === k8s.Promotion.GIT_OPS_PROMOTER) Object.assign(options, promoter());
  const { app, pipeline: declared } = shopOn(engine, options);
  const refused = featuresOf(Plan.of(declared)._document).map(({ feature }) => feature)
    .filter((feature) => new k8s.GitOpsRenderer({ engine }).capability(feature).support === Support.REFUSED);
  const problems = app.node.findAll().flatMap((construct) => construct.node.validate());
  return { app, refused, problems };
}

type Case = [string, k8s.Engine, ...typeof PIPELINES[number]];

const cases = named.flatMap((engine) => PIPELINES.map((pipeline): Case => [...engine, ...pipeline]));

describeWithShared('the same pipelines with every engine', () => {
  test.each(cases)('%s%.0s: %s', (_name, engine, _pipeline, wave, pipeline) => {
    const { app, refused, problems } = rendered(engine, wave, pipeline);
    // each refused feature is a problem, by its name
    for (const feature of refused) expect(problems.join()).toContain(feature);
    if (problems.length > 0) return;
    const folders = app.charts.map((chart) => [chart.node.id, chart.toJson()] as const);
    for (const [folder, all] of folders) {
      expect(controllerProblems(all, folder).filter(({ severity }) => severity === Severity.ERROR).map(({ message }) => message)).toEqual([]);
    }
    expect(manifests(app).flatMap(findings)).toEqual([]);
  });

  test('are refused as often as this: a look at what the test above let pass', () => {
    const passing = (engine: k8s.Engine) => PIPELINES.filter(([, ...declared]) => rendered(engine, ...declared).problems.length === 0).map(([name]) => name);
    expect(Object.fromEntries(named.map(([name, engine]) => [name, passing(engine)]))).toEqual(PASSING);
  });
});
