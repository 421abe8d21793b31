import { Day, DeploymentWindow, Duration, Fault, Freeze, Gate, Moment, Order, Outcome, RollbackScope, RollbackTrigger, Tier } from 'spillway';
import { errors, late, MINUTE_MS, minutes, play, shop, told } from './fixture';

const baking = Moment.baking('prod');

test('a release that is held stays where it is until it is let go', () => {
  const timeline = play({ orders: [Order.hold('prod', { from: baking, by: 'ann' }), Order.resume('prod', { from: baking, after: Duration.hours(5) })] });
  // 60 minutes of bake have become 300
  expect(timeline.leadTimeMs).toBe((96 + 240) * MINUTE_MS);
  expect(timeline.events.map(({ what }) => what)).toContain('ann holds 1.1.0 in prod');
});

test('a hold does not keep a release from being undone', () => {
  const timeline = play({ orders: [Order.hold('prod', { from: baking })], faults: [Fault.errors({ ratio: 0.1, from: baking, after: minutes(10), ...late })] });
  expect(timeline.outcome).toBe(Outcome.ROLLED_BACK);
  expect(timeline.timeToDetectMs).toBe(4 * MINUTE_MS);
});

test('an operator undoes a release in the middle of a step, and what ran before has the traffic a minute later', () => {
  const timeline = play({ orders: [Order.rollBack('prod', { from: Moment.step('prod', 1), after: minutes(7) })] });
  expect(timeline.outcome).toBe(Outcome.ROLLED_BACK);
  expect(timeline.exposedRequests).toBe(2 * 100 * 0.1 * 8 * 60);
  expect(timeline.timeToRecoverMs).toBe(MINUTE_MS);
  // nothing showed: counted from its entering the wave, with five minutes of deployment
  expect(timeline.timeToDetectMs).toBe(12 * MINUTE_MS);
});

test('an operator undoes a release days after it was released, where the story goes on for so long', () => {
  const scope = { scope: RollbackScope.PROMOTED };
  const pipeline = shop({}, { rollbackOn: [RollbackTrigger.signal(errors), RollbackTrigger.operator(scope)] });
  const text = told({ orders: [Order.rollBack('prod', { from: Moment.done('prod'), after: Duration.days(2), by: 'joe' })] }, pipeline);
  expect(text.slice(-2).sort()).toEqual(['1.1.0 is gone from beta', '1.1.0 is gone from prod']);
  expect(text).toContain('1.1.0 is rolled back in prod to 1.0.0: joe ordered it');
});

test('a veto that is lifted lets the release go again', () => {
  const fault = Fault.errors({ ratio: 0.1, lasting: Duration.hours(1), from: Moment.step('prod', 1), ...late });
  const timeline = play({ faults: [fault], orders: [Order.liftVeto({ from: Moment.rollingBack('prod'), after: Duration.hours(2), by: 'ann' })] });
  expect(timeline.outcome).toBe(Outcome.RELEASED);
  expect(timeline.events.map(({ what }) => what)).toContain('ann lifts the veto of 1.1.0');
});

test('a rollback that failed waits for the order to try again, where one is given', () => {
  const faults = [Fault.errors({ ratio: 0.05, ...late }), Fault.rollback('eu')];
  const orders = [Order.retryRollback('prod', { from: Moment.rollingBack('prod'), after: Duration.hours(3) })];
  expect(play({ faults, orders }).timeToRecoverMs).toBe(181 * MINUTE_MS);
});

describe('break-glass', () => {
  const hours = DeploymentWindow.weekly('office', { days: [Day.TUESDAY], from: '09:00', to: '10:00', timeZone: 'Etc/UTC' });
  const freeze = Freeze.dated('audit', {
    from: '2026-03-02T00:00', to: '2026-03-09T00:00', timeZone: 'Etc/UTC', owner: 'sre', reason: 'audit', tiers: [Tier.PRODUCTION],
  });
  const waiting = { from: Moment.waiting('prod'), after: minutes(10), by: 'on-call' };

  test('a closed window is passed', () => {
    const pipeline = shop({ gates: [Gate.window(hours)] });
    expect(play({ orders: [Order.override('prod', 'window-1', waiting)] }, pipeline).leadTimeMs).toBe((96 + 10) * MINUTE_MS);
  });

  test('a freeze is passed', () => {
    expect(play({ orders: [Order.override('prod', 'freeze', waiting)] }, shop({}, { freezes: [freeze] })).leadTimeMs).toBe((96 + 10) * MINUTE_MS);
  });

  test('a freeze holds where only the window was overridden', () => {
    const pipeline = shop({ gates: [Gate.window(hours)] }, { freezes: [freeze] });
    const entered = play({ orders: [Order.override('prod', 'window-1', waiting)] }, pipeline).events.find(({ what }) => what === '1.1.0 enters prod')!;
    expect(entered.at).toBe('2026-03-09T00:00:00Z');
  });
});

describe('a fault counts from a moment', () => {
  test('of the story: metrics are lost at the second step', () => {
    const timeline = play({ faults: [Fault.silence({ from: Moment.step('prod', 2), lasting: Duration.hours(2) })] });
    expect(timeline.outcome).toBe(Outcome.RELEASED);
    // the bake of an hour ends when metrics are back: the next data point, and a minute until it is there
    expect(timeline.leadTimeMs! - play().leadTimeMs!).toBe((60 + 2) * MINUTE_MS);
  });

  test('of the clock', () => {
    // enters at 08:15, deployed at 08:20, bakes from 08:36
    const timeline = play({ faults: [Fault.errors({ ratio: 0.2, from: Moment.at('2026-03-02T09:00:00Z'), ...late })] });
    expect(timeline.events.find(({ what }) => what.includes('rolled back in prod'))!.at).toBe('2026-03-02T09:04:00Z');
  });

  test('that never comes: it never shows', () => {
    expect(play({ faults: [Fault.errors({ ratio: 1, from: Moment.rollingBack('beta') })] }).outcome).toBe(Outcome.RELEASED);
  });

  test('a gate whose alarm flaps lets the release in when it is quiet', () => {
    const faults = [0, 20, 40].map((after) => Fault.gate('quiet-1', { from: Moment.waiting('prod'), after: minutes(after), lasting: minutes(19.5) }));
    const entered = play({ faults }, shop({ gates: [Gate.quiet(errors)] })).events.find(({ what }) => what === '1.1.0 enters prod')!;
    expect(entered.afterMs).toBe((15 + 19.5) * MINUTE_MS);
  });
});

describe('fails when', () => {
  test.each<[string, Order, RegExp]>([
    ['an order is given in no wave', Order.hold('prodd'), /^SP3302 Shop\/story\/orders\/0: .*one of beta, prod; write prod if that is meant/],
    ['a gate is overridden that is not there', Order.override('prod', 'window-1'), /^SP3302 .*got "window-1", allowed is none/],
    ['an approval is overridden', Order.override('prod', 'approval-1'), /^SP3302 .*got "approval-1", allowed is one of quiet-1/],
    ['a step is not there', Order.hold('prod', { from: Moment.step('prod', 3) }), /^SP3302 .*got "3", allowed is one of 1, 2/],
    ['a moment is in no wave', Order.liftVeto({ from: Moment.rollingBack('eu') }), /^SP3302 .*got "eu"/],
    ['a time has no offset', Order.liftVeto({ from: Moment.at('2026-03-02T08:00') }), /^SP3302 .*ISO 8601 with an offset/],
  ])('%s', (what, order, message) => {
    const gates = what.includes('approval') ? [Gate.approval({ group: 'leads' }), Gate.quiet(errors)] : [];
    expect(() => play({ orders: [order] }, shop({ gates }))).toThrow(message);
  });
});
