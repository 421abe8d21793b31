import { Duration, Fault, Moment, Order, Outcome, RollbackTrigger, Signal, TrafficShift } from 'spillway';
import { assertHarmsAtMost } from '../../src/testing/release-assertions';
import { late, MINUTE_MS, minutes, play, shop } from './fixture';

/** Data points of five minutes, from the deployment on: the first within the bake ends four minutes after it began. */
const seldom = (datapointsToFail: number) => shop({
  trafficShift: TrafficShift.canary({ percent: 10, hold: minutes(20) }),
  rollbackOn: [RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.005, period: minutes(5), datapointsToFail }))],
}, { rollbackOn: [] });
const seconds = (amount: number) => Duration.seconds(amount);
const outage = (after: number) => Fault.errors({ ratio: 1, from: Moment.baking('prod'), after: seconds(after), lasting: seconds(120), environments: ['eu'] });

describe('harm of a fault', () => {
  test.each([0, 5, 10, 119, 121, 239, 240, 900])('of two minutes, %d seconds into the bake, is two minutes of requests', (after) => {
    const timeline = play({ faults: [outage(after)] }, seldom(3));
    expect(timeline.outcome).toBe(Outcome.RELEASED);
    expect(timeline.harmedRequests).toBe(100 * 120);
    expect(() => assertHarmsAtMost(timeline, 0)).toThrow('12000');
  });

  test('that grows is that of half of it while it does, and of all of it afterwards', () => {
    const grows = Fault.errors({ ratio: 0.002, from: Moment.baking('prod'), after: seconds(30), growing: seconds(200), environments: ['eu'] });
    expect(play({ faults: [grows] }, seldom(3)).harmedRequests).toBe(Math.round(100 * 0.002 * (200 / 2 + 3600 - 230)));
  });

  test('of which a version is spared when it is gone ends with it', () => {
    const timeline = play({ faults: [Fault.errors({ ratio: 0.05, lasting: Duration.days(1), ...late })] });
    expect(timeline.harmedRequests).toBe(2 * 100 * 0.1 * 300 * 0.05);
  });
});

describe('time to detect', () => {
  test.each([5, 40, 200])('counts from the beginning of a fault, %d seconds into the bake, and not from what happens next', (after) => {
    const fault = Fault.errors({ ratio: 0.5, from: Moment.baking('prod'), after: seconds(after), environments: ['eu'] });
    // the second data point ends after nine minutes, and is there after ten
    expect(play({ faults: [fault] }, seldom(2)).timeToDetectMs).toBe(10 * MINUTE_MS - after * 1_000);
  });

  test('counts from when a fault that grows begins to', () => {
    const fault = Fault.errors({ ratio: 0.5, from: Moment.baking('prod'), after: seconds(5), growing: seconds(60), environments: ['eu'] });
    expect(play({ faults: [fault] }, seldom(2)).timeToDetectMs).toBe(595_000);
  });

  test('counts from the deployment, where the fault began before', () => {
    expect(play({ faults: [Fault.errors({ ratio: 0.5, from: Moment.arrival(), ...late })] }).timeToDetectMs).toBe(4 * MINUTE_MS);
  });

  test('is known of an outage that is shorter than a period', () => {
    const timeline = play({ faults: [outage(5)] }, seldom(1));
    expect(timeline.outcome).toBe(Outcome.ROLLED_BACK);
    expect(timeline.timeToDetectMs).toBe(295_000);
    expect(timeline.harmedRequests).toBe(100 * 120);
  });
});

test('time to recover ends with the rollback that was decided first, and not with one after the veto was lifted', () => {
  const timeline = play({ faults: [Fault.errors({ ratio: 0.05, ...late })], orders: [Order.liftVeto({ after: Duration.hours(5) })] });
  expect(timeline.events.filter(({ what }) => what === '1.1.0 is gone from prod')).toHaveLength(2);
  expect(timeline.timeToRecoverMs).toBe(MINUTE_MS);
});
