import type { ReleasePipeline, ReleaseType, ScenarioOptions } from 'spillway';
import {
  Day, DeploymentWindow, Duration, Fault, Freeze, Gate, Order, Outcome, Person, ResponseTimes, RollbackScope, RollbackTrigger, Signal, Tier, Verification,
} from 'spillway';
import { errors, late, MINUTE_MS, minutes, play, shop, told } from './fixture';

test('a good build goes through, and its lead time is the sum of what it waits for', () => {
  const timeline = play();
  expect(timeline.outcome).toBe(Outcome.RELEASED);
  // deploy 5, bake 10; deploy 5, hold 15, move 1, bake 60
  expect(timeline.leadTimeMs).toBe(96 * MINUTE_MS);
  expect(timeline.timeToDetectMs).toBeUndefined();
  expect(timeline.harmedRequests).toBe(0);
  // two Regions of 100 a second: a tenth for 16 minutes, everything for 60
  expect(timeline.exposedRequests).toBe(2 * 100 * 60 * (1.6 + 60));
});

test('the same story always goes the same way, and another seed is another chance', () => {
  const faults = [Fault.errors({ ratio: 0.0035, ...late })];
  expect(play({ faults }).toText()).toBe(play({ faults }).toText());
  const texts = [1, 2, 3, 4, 5, 6].map((seed) => play({ faults, seed }).toText());
  expect(new Set(texts).size).toBeGreaterThan(1);
});

test('a broken build is undone before a customer meets it', () => {
  const timeline = play({ faults: [Fault.errors({ ratio: 0.2 })] });
  expect(timeline.outcome).toBe(Outcome.ROLLED_BACK);
  // three data points and a minute until the last is there
  expect(timeline.timeToDetectMs).toBe(4 * MINUTE_MS);
  expect(timeline.timeToRecoverMs).toBe(MINUTE_MS);
  expect(timeline.exposedRequests).toBe(0);
});

test('what shows only in production meets a tenth of the customers of the canary, and no more', () => {
  const timeline = play({ faults: [Fault.errors({ ratio: 0.05, ...late })] });
  expect(timeline.outcome).toBe(Outcome.ROLLED_BACK);
  // 4 minutes until it is decided, 1 until it is gone
  expect(timeline.exposedRequests).toBe(2 * 100 * 0.1 * 300);
  expect(timeline.harmedRequests).toBe(2 * 100 * 0.1 * 300 * 0.05);
});

test('what breaks only under load passes the canary and is undone while it bakes', () => {
  const text = told({ faults: [Fault.errors({ ratio: 0.5, fromPercent: 50, ...late })] });
  expect(text).toContain('1.1.0 bakes in prod');
  expect(text.at(-1)).toBe('1.1.0 is gone from prod');
});

test('a leak is noticed when it has grown over the bound', () => {
  const quick = play({ faults: [Fault.errors({ ratio: 0.1, ...late })] }).timeToDetectMs!;
  const slow = play({ faults: [Fault.errors({ ratio: 0.1, growing: Duration.hours(10), ...late })] });
  expect(slow.outcome).toBe(Outcome.ROLLED_BACK);
  expect(slow.timeToDetectMs! - quick).toBeGreaterThan(2 * MINUTE_MS);
});

test('a signal that is not made of errors can be beyond its bound', () => {
  const latency = Signal.latency({ percentile: 99, atMost: Duration.millis(300) });
  const pipeline = shop({}, { rollbackOn: [RollbackTrigger.signal(errors), RollbackTrigger.signal(latency)] });
  expect(told({ faults: [Fault.breach(latency, late)] }, pipeline)).toContain('1.1.0 is rolled back in prod to 1.0.0: latency-p99 fails in eu');
});

describe('no data', () => {
  test('holds the release where it is', () => {
    const timeline = play({ faults: [Fault.silence({ ...late })], lastingAtMost: Duration.days(1) });
    expect(timeline.outcome).toBe(Outcome.UNDECIDED);
    expect(timeline.events.at(-1)!.what).toBe('1.1.0 has 10 % of the traffic in prod');
  });

  test('lets it go on when metrics are back', () => {
    const timeline = play({ faults: [Fault.silence({ ...late, lasting: Duration.hours(2) })] });
    expect(timeline.outcome).toBe(Outcome.RELEASED);
    expect(timeline.leadTimeMs).toBeGreaterThan(120 * MINUTE_MS);
  });
});

describe('people', () => {
  const gated = () => shop({ gates: [Gate.approval({ group: 'leads', quorum: 2, timeout: Duration.days(2) })] });

  test('who are needed answer after half an hour', () => expect(play({}, gated()).leadTimeMs).toBe((96 + 30) * MINUTE_MS));

  test('who are absent let the release time out', () => {
    expect(play({ people: [] }, gated()).outcome).toBe(Outcome.TURNED_AWAY);
    expect(told({ people: [] }, gated()).at(-1)).toBe('1.1.0 is sent away before prod: nobody answered in time');
  });

  test('who refuse send it away', () => {
    const people = [Person.approving('ann', { groups: ['leads'], after: minutes(5) }), Person.refusing('joe', { groups: ['leads'], after: minutes(6) })];
    expect(told({ people }, gated()).slice(-2)).toEqual(['ann approves 1.1.0 for prod', '1.1.0 is sent away before prod: somebody refused']);
  });
});

test('a closed window is waited for', () => {
  const hours = DeploymentWindow.weekly('office', { days: [Day.MONDAY, Day.TUESDAY], from: '09:00', to: '10:00', timeZone: 'Etc/UTC' });
  const pipeline = () => shop({ gates: [Gate.window(hours)] });
  const entering = (startsAt: string) => play({ startsAt }, pipeline()).events.find(({ what }) => what === '1.1.0 enters prod')!.at;
  expect(entering('2026-03-02T09:00:00Z')).toBe('2026-03-02T09:15:00Z');
  expect(entering('2026-03-02T09:50:00Z')).toBe('2026-03-03T09:00:00Z');
});

test('a freeze holds, and lets go of the newest', () => {
  const freeze = Freeze.dated('audit', {
    from: '2026-03-02T08:00', to: '2026-03-04T08:00', timeZone: 'Etc/UTC', owner: 'sre', reason: 'audit', tiers: [Tier.PRODUCTION],
  });
  const timeline = play({ newerAfter: Duration.hours(3) }, shop({}, { freezes: [freeze] }));
  expect(timeline.outcome).toBe(Outcome.SUPERSEDED);
  expect(timeline.events.find(({ what }) => what === '1.2.0 enters prod')!.at).toBe('2026-03-04T08:00:00Z');
});

test('a deployment that fails in one Region undoes the other as well', () => {
  expect(told({ faults: [Fault.deployment('us')] }).slice(-2)).toEqual(['1.1.0 is rolled back in prod to 1.0.0: the deployment to us failed', '1.1.0 is gone from prod']);
});

test('a rollback that fails is tried again by somebody, and meanwhile customers meet the version', () => {
  const fault = Fault.errors({ ratio: 0.05, ...late });
  const timeline = play({ faults: [fault, Fault.rollback('eu')] });
  expect(timeline.events.map(({ what }) => what)).toContain('the rollback of 1.1.0 in prod fails');
  expect(timeline.timeToRecoverMs).toBe(32 * MINUTE_MS);
  expect(timeline.harmedRequests).toBeGreaterThan(play({ faults: [fault] }).harmedRequests * 3);
});

test('a verification that fails undoes everything promoted so far, where the pipeline says so', () => {
  const pipeline = shop(
    { verifications: [Verification.job({ name: 'e2e', commands: ['make e2e'] })] },
    { rollbackOn: [RollbackTrigger.signal(errors), RollbackTrigger.failedVerification({ scope: RollbackScope.PROMOTED })] },
  );
  const text = told({ faults: [Fault.verification('e2e')] }, pipeline);
  expect(text).toEqual(expect.arrayContaining(['1.1.0 is rolled back in prod to 1.0.0: e2e failed', '1.1.0 is gone from prod', '1.1.0 is gone from beta']));
});

describe('everything promoted so far is undone', () => {
  const pipeline = () => shop({}, { rollbackOn: [RollbackTrigger.signal(errors), RollbackTrigger.failedDeployment({ scope: RollbackScope.PROMOTED })] });

  test('because of what happened in the last wave, and not since the first was entered', () => {
    // of that deployment
    expect(play({ faults: [Fault.deployment('us')] }, pipeline()).timeToDetectMs).toBe(5 * MINUTE_MS);
  });

  test('which is not over while one wave is left', () => {
    const timeline = play({ faults: [Fault.deployment('us'), Fault.rollback('us')], lastingAtMost: minutes(40) }, pipeline());
    expect(timeline.events.map(({ what }) => what)).toContain('1.1.0 is gone from beta');
    expect(timeline.timeToRecoverMs).toBeUndefined();
  });
});

test('an alarm that fires already keeps the release out until it is quiet', () => {
  const pipeline = () => shop({ gates: [Gate.quiet(errors)] });
  const leadTimeMs = (faults: Fault[]) => play({ faults }, pipeline()).leadTimeMs!;
  expect(leadTimeMs([Fault.gate('quiet-1', { lasting: Duration.hours(3) })]) - leadTimeMs([])).toBe(179 * MINUTE_MS);
});

describe('fails when', () => {
  const failing = (options: ScenarioOptions, pipeline?: ReleasePipeline) => expect(() => play(options, pipeline));

  test('the plan has errors', () => {
    failing({}, shop({ bakeTime: minutes(0) })).toThrow(/^SP3301 Shop: plan has errors and cannot be rehearsed/);
  });

  test.each<[string, ScenarioOptions, RegExp]>([
    ['an environment is misspelled', { faults: [Fault.deployment('eus')] }, /^SP3302 Shop\/story\/faults\/0: .*one of beta, eu, us; write eu if that is meant/],
    ['a gate is not there', { faults: [Fault.gate('quiet-1')] }, /^SP3302 .*got "quiet-1", allowed is none/],
    ['a signal is not there', { faults: [Fault.silence({ signal: Signal.errorRatio({ name: 'other', atMost: 0.1 }) })] }, /^SP3302 .*got "other"/],
    ['a share is a percentage', { faults: [Fault.errors({ ratio: 20 })] }, /^SP3302 .*got "20", allowed is a ratio of 0 to 1/],
    ['the time has no offset', { startsAt: '2026-03-02T08:00' }, /^SP3302 Shop\/story\/startsAt/],
    ['a fault begins at no time', { faults: [Fault.errors({ ratio: 0.5, after: minutes(NaN) })] }, /^SP3302 Shop\/story\/faults\/0\/after: .*got "no length of time", allowed is a length of time of at least 0/],
    ['a fault lasts no time', { faults: [Fault.errors({ ratio: 0.5, after: minutes(3), lasting: minutes(0) })] }, /^SP3302 Shop\/story\/faults\/0\/lasting: .*got "0 seconds", allowed is a length of time greater than 0/],
    ['a fault ends before it begins', { faults: [Fault.silence({ lasting: minutes(-5) })] }, /^SP3302 Shop\/story\/faults\/0\/lasting: .*got "minus 5 minutes"/],
    ['a fault shrinks', { faults: [Fault.slowness({ times: 3, growing: minutes(-10) })] }, /^SP3302 Shop\/story\/faults\/0\/growing: /],
    ['a fault never grows', { faults: [Fault.errors({ ratio: 0.5, growing: minutes(Infinity) })] }, /^SP3302 Shop\/story\/faults\/0\/growing: .*got "forever"/],
    ['a fault needs more than all traffic', { faults: [Fault.errors({ ratio: 0.5, fromPercent: 200 })] }, /^SP3302 Shop\/story\/faults\/0\/fromPercent: .*got "200", allowed is a percentage of 0 to 100/],
    ['an order is given at no time', { orders: [Order.rollBack('prod', { after: minutes(NaN) })] }, /^SP3302 Shop\/story\/orders\/0\/after: /],
    ['somebody answers before they are asked', { people: [Person.approving('ann', { groups: ['leads'], after: minutes(-1) })] }, /^SP3302 Shop\/story\/people\/0\/after: .*got "minus 1 minute"/],
    ['a data point is never delivered', { deliveryTime: minutes(NaN) }, /^SP3302 Shop\/story\/deliveryTime: /],
    ['a deployment takes less than no time', { deploymentTime: minutes(-5) }, /^SP3302 Shop\/story\/deploymentTime: /],
    ['traffic moves back in time', { movingTime: minutes(-20) }, /^SP3302 Shop\/story\/movingTime: /],
    ['a check never ends', { jobTime: minutes(Infinity) }, /^SP3302 Shop\/story\/jobTime: .*got "forever"/],
    ['nothing is looked at', { lastingAtMost: minutes(0) }, /^SP3302 Shop\/story\/lastingAtMost: .*greater than 0/],
    ['a newer one arrives at no time', { newerAfter: minutes(NaN) }, /^SP3302 Shop\/story\/newerAfter: /],
    ['the seed is no number', { seed: NaN }, /^SP3302 Shop\/story\/seed: .*got "no number", allowed is a finite number/],
    ['the type of the release is misspelled', { releaseType: 'hotfx' as ReleaseType }, /^SP3302 Shop\/story\/releaseType: .*got "hotfx", allowed is one of feature, .*write hotfix if that is meant/],
    ['most requests are slower than all', { responseTimes: ResponseTimes.of({ median: minutes(2), p99: minutes(1) }) }, /^SP3302 Shop\/story\/responseTimes\/p99: .*got "1 minute", allowed is more than the median, 2 minutes/],
    ['half of the requests take no time that is known', { responseTimes: ResponseTimes.of({ median: minutes(NaN), p99: minutes(1) }) }, /^SP3302 Shop\/story\/responseTimes\/median: /],
  ])('%s', (_, options, message) => failing(options).toThrow(message));
});

test('what never ends, and what never comes, may be said', () => {
  expect(play({ faults: [Fault.silence({ ...late, lasting: minutes(Infinity) })], lastingAtMost: minutes(300) }).outcome).toBe(Outcome.UNDECIDED);
  expect(play({ newerAfter: minutes(Infinity) }).outcome).toBe(Outcome.RELEASED);
});
