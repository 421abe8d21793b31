import { RootConstruct } from 'constructs';
import { Day, DeploymentWindow, Duration, Environment, ExpeditedPath, Fault, Freeze, Gate, ManyReleases, Outcome, Plan, Rehearsal, ReleaseType, RollbackTrigger, Scenario, Signal, Tier, Verification } from 'spillway';
import type { ReleasePipeline } from 'spillway';
import { shopPipeline as apiPipeline } from '../../examples/aws-shop/api/pipeline';
import { storefrontPipeline } from '../../examples/aws-shop/storefront/pipeline';
import { shopPipeline as k8sPipeline } from '../../examples/k8s-shop/pipeline';
import { manySpec } from '../../src/rehearsal/many/many-spec';
import { chunksOf, playChunk, sumOf } from '../../src/rehearsal/many/tally';
import { errors, MINUTE_MS, minutes, shop } from './fixture';

const punctual = { releases: 1, spreadRatio: 1, brokenRatio: 0 };
const many = (options = {}, pipeline = shop()) => Rehearsal.of(pipeline).many(options);

const tuesdays = DeploymentWindow.weekly('office', { days: [Day.TUESDAY, Day.THURSDAY], from: '09:00', to: '10:00', timeZone: 'Europe/Zurich' });
const audit = Freeze.dated('audit', { from: '2026-03-03T00:00', to: '2026-03-05T09:30', timeZone: 'Europe/Zurich', owner: 'sre', reason: 'audit', tiers: [Tier.PRODUCTION] });
const gated = () => shop(
  { gates: [Gate.approval({ group: 'leads', quorum: 2 }), Gate.window(tuesdays), Gate.quiet(errors)], verifications: [Verification.job({ name: 'e2e', commands: ['true'] })] },
  { freezes: [audit] },
);

describe('a release whose times do not vary takes as long as the rehearsal of a good build', () => {
  const declared: [string, () => ReleasePipeline][] = [
    ['the fixture', () => shop()],
    ['one with gates and a freeze', gated],
    ['the API of aws-shop', () => apiPipeline(new RootConstruct())],
    ['the shop front', () => storefrontPipeline(new RootConstruct())],
    ['k8s-shop', () => k8sPipeline(new RootConstruct())],
  ];
  const times = ['2026-03-02T08:00:00Z', '2026-03-05T15:30:00Z', '2026-03-06T13:07:00Z'];
  test.each(declared.flatMap(([name, declare]) => times.map((startsAt) => [name, startsAt, declare] as const)))('%s at %s', (_, startsAt, declare) => {
    const rehearsal = Rehearsal.of(declare());
    const played = rehearsal.play(Scenario.of('good', { startsAt }));
    expect(played.outcome).toBe(Outcome.RELEASED);
    expect(rehearsal.many({ ...punctual, startsAt }).leadTimeP50Ms).toBe(played.leadTimeMs);
  });
});

test('as many are rolled back as when each is played by every event', () => {
  // noticed in the canary about every other time
  const failing = { ratio: 0.006, environments: ['eu', 'us'] };
  const quick = () => shop({ bakeTime: minutes(5) }, { rollbackOn: [RollbackTrigger.signal(errors)] });
  const rehearsal = Rehearsal.of(quick());
  const played = Array.from({ length: 300 }, (_, seed) => rehearsal.play(Scenario.of('weak', { faults: [Fault.errors({ ...failing, environments: undefined })], seed })).outcome);
  const rolledBack = played.filter((outcome) => outcome === Outcome.ROLLED_BACK).length / 300;
  const { rolledBackRatio } = rehearsal.many({ brokenRatio: 1, failingRatio: failing.ratio, releases: 20_000 });
  // four standard errors
  expect(Math.abs(rolledBackRatio - rolledBack)).toBeLessThan(4 * Math.sqrt(rolledBack * (1 - rolledBack) / 300) + 0.01);
});

describe('rates', () => {
  const loud = () => shop({}, { rollbackOn: [RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.0018, detect: 0.05 }))] });

  test('healthy releases are stopped by chance where a bound is near what is usual', () => {
    const { falseRollbackRatio } = many({ brokenRatio: 0 }, loud());
    expect(falseRollbackRatio).toBeGreaterThan(0);
    expect(falseRollbackRatio).toBeLessThan(0.1);
    expect(many({ brokenRatio: 0 }).falseRollbackRatio).toBe(0);
  });

  test('a broken release that is nearly healthy escapes, one that fails always never does', () => {
    expect(many({ brokenRatio: 0.5, failingRatio: 0.0005 }).escapedFailureRatio).toBe(1);
    expect(many({ brokenRatio: 0.5, failingRatio: 1 }).escapedFailureRatio).toBe(0);
    expect(many({ brokenRatio: 0.5, failingRatio: 1 }).rolledBackRatio).toBeCloseTo(0.5, 1);
  });

  test('an approval that comes too late sends a release away', () => {
    const pipeline = shop({ gates: [Gate.approval({ group: 'leads', timeout: minutes(30) })] });
    // half of the answers take longer
    expect(many({}, pipeline).turnedAwayRatio).toBeCloseTo(0.5, 1);
  });
});

describe('time', () => {
  test('percentiles lie in their order, around the time without variation', () => {
    const result = many();
    expect(result.leadTimeP50Ms).toBeGreaterThan(90 * MINUTE_MS);
    expect(result.leadTimeP90Ms).toBeGreaterThan(result.leadTimeP50Ms);
    expect(result.leadTimeP99Ms).toBeGreaterThan(result.leadTimeP90Ms);
  });

  test('is spent on what is declared, and adds up to the lead time', () => {
    const [first, ...rest] = many(punctual).timeSpent;
    expect([first, ...rest]).toEqual([
      { wave: 'prod', what: 'bake', meanMs: 60 * MINUTE_MS, ratio: 60 / 96 },
      { wave: 'prod', what: 'steps', meanMs: 15 * MINUTE_MS, ratio: 15 / 96 },
      { wave: 'beta', what: 'bake', meanMs: 10 * MINUTE_MS, ratio: 10 / 96 },
      { wave: 'prod', what: 'deployment', meanMs: 6 * MINUTE_MS, ratio: 6 / 96 },
      { wave: 'beta', what: 'deployment', meanMs: 5 * MINUTE_MS, ratio: 5 / 96 },
    ]);
  });

  test('goes most into a gate that is seldom open, and what a freeze adds is the freeze\'s', () => {
    const [first] = many({}, gated()).timeSpent;
    expect([first.wave, first.what]).toEqual(['prod', 'window-1']);
    const during = many({ ...punctual, startsAt: '2026-03-02T08:00:00Z' }, gated()).timeSpent;
    // Tuesday at nine is open, but frozen until Thursday half past nine
    expect(during.find(({ what }) => what === 'freeze')!.meanMs).toBe(48.5 * 60 * MINUTE_MS);
  });

  test('of waves beside each other is that of the longest', () => {
    const pipeline = shop();
    const [beta] = pipeline.waves;
    pipeline.addWave('beside', { environments: [new Environment('lab', { tier: Tier.TEST })], after: [beta], bakeTime: Duration.hours(5) });
    const result = many(punctual, pipeline);
    expect(result.leadTimeP50Ms).toBe((15 + 5 + 300) * MINUTE_MS);
    expect(new Set(result.timeSpent.map(({ wave }) => wave))).toEqual(new Set(['beta', 'beside']));
  });

  test('of a type with a short path is shorter', () => {
    const pipeline = () => shop({}, { expedited: [ExpeditedPath.of({ releaseTypes: [ReleaseType.HOTFIX], bakeAtMost: minutes(10) })] });
    expect(many({ ...punctual, releaseType: ReleaseType.HOTFIX }, pipeline()).leadTimeP50Ms).toBe((96 - 50) * MINUTE_MS);
  });
});

describe('chance', () => {
  test('is the same for the same seed, and another one for another', () => {
    const text = (seed: number) => many({ seed, releases: 2_500 }).toText();
    expect(text(1)).toBe(text(1));
    expect(text(1)).not.toBe(text(2));
  });

  test('is the same when chunks are played apart and in another order', () => {
    const plan = Plan.of(gated())._document;
    const spec = manySpec(plan, { releases: 2_500 });
    const apart = [2, 0, 1].map((chunk) => playChunk(plan, plan.traffic!, spec, chunk));
    expect(chunksOf(spec)).toBe(3);
    expect(ManyReleases._of(sumOf(apart)).toText()).toBe(many({ releases: 2_500 }, gated()).toText());
  });
});

test.each([
  ['there are none', { releases: 0 }, /^SP3305 Shop\/many\/releases: .*got "0"/],
  ['a share is a percentage', { brokenRatio: 5 }, /^SP3305 Shop\/many\/brokenRatio/],
  ['a share is no number', { failingRatio: NaN }, /^SP3305 Shop\/many\/failingRatio: .*got "no number"/],
  ['times vary backwards', { spreadRatio: 0.5 }, /^SP3305 Shop\/many\/spreadRatio/],
  ['the time has no offset', { startsAt: '2026-03-02' }, /^SP3305 Shop\/many\/startsAt/],
  ['the seed is no number', { seed: NaN }, /^SP3305 Shop\/many\/seed: .*got "no number", allowed is a finite number/],
  ['they arrive in no time that is known', { over: minutes(NaN) }, /^SP3305 Shop\/many\/over: .*got "no length of time"/],
  ['people answer before they are asked', { answerTime: minutes(-600) }, /^SP3305 Shop\/many\/answerTime: .*got "minus 10 hours"/],
  ['a deployment takes no time that is known', { deploymentTime: minutes(NaN) }, /^SP3305 Shop\/many\/deploymentTime/],
  ['traffic moves back in time', { movingTime: minutes(-1) }, /^SP3305 Shop\/many\/movingTime/],
  ['a check never ends', { jobTime: minutes(Infinity) }, /^SP3305 Shop\/many\/jobTime: .*got "forever"/],
  ['the type of the releases is misspelled', { releaseType: 'hotfx' as ReleaseType }, /^SP3305 Shop\/many\/releaseType: .*write hotfix if that is meant/],
])('fails when %s', (_, options, message) => expect(() => many(options)).toThrow(message));
