import * as fc from 'fast-check';
import { Duration, Environment, Feature, Plan, Signal, Support, Tier, RollbackTrigger, TrafficShift } from 'spillway';
import { featuresOf } from '../../src/plan/feature';
import { lower } from '../../src/plan/lower';
import { planDocuments } from '../support/arbitrary-plan';
import { FakeRenderer } from '../support/fake-renderer';
import { declared } from '../support/story';

test('a feature is named once, with the first place that asks for it', () => {
  const pipeline = declared({ rollbackOn: [RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.01 }))] }, (shop) => {
    shop.addWave('beta', { environments: [new Environment('beta', { tier: Tier.TEST })] });
    shop.addWave('prod', {
      environments: ['eu', 'us'].map((name) => new Environment(name, { tier: Tier.PRODUCTION })),
      trafficShift: TrafficShift.canary({ percent: 10, hold: Duration.minutes(10) }),
      bakeTime: Duration.hours(1),
    });
  });
  expect(featuresOf(lower(pipeline)).map(({ feature, path }) => `${feature} ${path}`)).toEqual([
    'wave.sequence Shop/beta',
    'wave.parallel Shop/prod',
    'order.supersede Shop',
    'shift.allAtOnce Shop/beta/shift',
    'shift.canary Shop/prod/shift',
    'signal.errorRatio Shop/signals/error-ratio',
    'signal.scope.version Shop/signals/error-ratio',
    'signal.noData.hold Shop/signals/error-ratio',
    'bake Shop/prod/bakeTime',
    'rollback.wave Shop/beta/rollbackOn',
  ]);
});

test('two waves after the same one make a graph', () => {
  const pipeline = declared({}, (shop) => {
    const beta = shop.addWave('beta', { environments: [new Environment('beta', { tier: Tier.TEST })] });
    shop.addWave('eu', { environments: [new Environment('eu', { tier: Tier.STAGING })] });
    shop.addWave('us', { environments: [new Environment('us', { tier: Tier.STAGING })], after: [beta] });
  });
  expect(featuresOf(lower(pipeline)).map(({ feature }) => feature)).toContain(Feature.WAVE_GRAPH);
});

test('between them, random plans ask for every feature there is', () => {
  const asked = new Set(fc.sample(planDocuments(), { numRuns: 1000, seed: 1 }).flatMap((plan) => featuresOf(plan).map(({ feature }) => feature)));
  expect(Object.values(Feature).filter((feature) => !asked.has(feature))).toEqual([]);
});

test('the parity report has a row for each feature, with the back end\'s own words', () => {
  const pipeline = declared({}, (shop) => shop.addWave('beta', { environments: [new Environment('beta', { tier: Tier.TEST })] }));
  const rows = Plan.of(pipeline).parity(new FakeRenderer([Feature.SHIFT_ALL_AT_ONCE]));
  expect(rows.map(({ feature, platform, support, note }) => [feature, platform, support, note])).toEqual([
    [Feature.WAVE_SEQUENCE, 'paper', Support.NATIVE, 'pen and ink'],
    [Feature.SUPERSEDE, 'paper', Support.NATIVE, 'pen and ink'],
    [Feature.SHIFT_ALL_AT_ONCE, 'paper', Support.REFUSED, 'paper cannot wait'],
    [Feature.ROLLBACK_WAVE, 'paper', Support.NATIVE, 'pen and ink'],
  ]);
});
