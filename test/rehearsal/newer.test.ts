import { Duration, Fault, Moment, Order, Outcome, Rehearsal, RollbackScope, RollbackTrigger, Scenario } from 'spillway';
import { errors, late, MINUTE_MS, minutes, play, shop } from './fixture';

const percents = (options: Parameters<typeof play>[0], pipeline = shop()) => (
  play(options, pipeline).exposures[0].points.map(({ afterMs, percent }) => [afterMs / MINUTE_MS, percent])
    .filter(([, percent], i, points) => percent !== points[i - 1]?.[1])
);

describe('the release beneath a newer one', () => {
  test('keeps what the newer one does not have', () => {
    // the newer one arrives after two hours and takes 20 minutes to the canary, 16 to all
    expect(percents({ newerAfter: Duration.hours(2) })).toEqual([[20, 10], [36, 100], [140, 90], [156, 0]]);
  });

  test('answers as many requests', () => {
    const alone = 2 * 100 * 60 * (1.6 + 104);
    expect(play({ newerAfter: Duration.hours(2) }).exposedRequests).toBe(alone + 2 * 100 * 60 * 0.9 * 16);
  });

  test('gets everything back when the newer one is undone', () => {
    const undone = { newerAfter: Duration.hours(2), orders: [Order.rollBack('prod', { after: minutes(145) })] };
    expect(percents(undone).slice(0, 4)).toEqual([[20, 10], [36, 100], [140, 90], [146, 100]]);
  });

  test('gets everything back when the newer one is undone after it was released', () => {
    const undone = { newerAfter: Duration.hours(2), orders: [Order.rollBack('prod', { after: minutes(300) }), Order.hold('prod', { after: minutes(310) })] };
    expect(percents(undone)).toEqual([[20, 10], [36, 100], [140, 90], [156, 0], [301, 100]]);
  });

  test('does harm for as long as it has traffic', () => {
    const faults = [Fault.errors({ ratio: 0.002, ...late })];
    expect(play({ faults, newerAfter: Duration.hours(2) }).harmedRequests).toBe(Math.round(2 * 100 * 60 * 0.002 * (1.6 + 104 + 0.9 * 16)));
  });
});

test('a newer one that has to wait again, because what it moved onto is undone, is measured again', () => {
  const pipeline = shop({}, { rollbackOn: [RollbackTrigger.signal(errors, { scope: RollbackScope.PROMOTED })] });
  const faults = [Fault.errors({ ratio: 0.5, from: Moment.baking('prod'), after: minutes(10), environments: ['eu'] })];
  // it bakes in beta when the one beneath fails in production
  const timeline = Rehearsal.of(pipeline).play(Scenario.of('story', { faults, newerAfter: minutes(36) }));
  const told = timeline.events.map(({ what }) => what);
  expect(timeline.outcome).toBe(Outcome.ROLLED_BACK);
  expect(told.filter((what) => what === '1.2.0 enters beta')).toHaveLength(2);
  expect(told.at(-1)).toBe('1.2.0 is released');
});
