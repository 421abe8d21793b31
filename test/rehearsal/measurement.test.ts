import { Duration, Fault, Gate, Load, Outcome, ResponseTimes, RollbackTrigger, Signal } from 'spillway';
import { errors, late, MINUTE_MS, minutes, play, shop } from './fixture';

const latency = Signal.latency({ percentile: 99, atMost: Duration.millis(300) });
const timed = () => shop({}, { rollbackOn: [RollbackTrigger.signal(errors), RollbackTrigger.signal(latency)] });

describe('latency', () => {
  test('of a version that is three times as slow is beyond a bound at twice what is usual', () => {
    const timeline = play({ faults: [Fault.slowness({ times: 3, ...late })] }, timed());
    expect(timeline.events.map(({ what }) => what)).toContain('1.1.0 is rolled back in prod to 1.0.0: latency-p99 fails in eu');
    expect(timeline.timeToDetectMs).toBe(4 * MINUTE_MS);
    expect(timeline.harmedRequests).toBe(0);
  });

  test('of a version that is a little slower is not', () => {
    expect(play({ faults: [Fault.slowness({ times: 1.3, ...late })] }, timed()).outcome).toBe(Outcome.RELEASED);
  });

  test('that grows is noticed when it is over the bound', () => {
    const { timeToDetectMs } = play({ faults: [Fault.slowness({ times: 5, growing: minutes(60), ...late })] }, timed());
    // twice the usual time is reached after a quarter of the hour
    expect(timeToDetectMs).toBeGreaterThan(15 * MINUTE_MS);
    expect(timeToDetectMs).toBeLessThan(30 * MINUTE_MS);
  });

  test('follows the distribution that is given', () => {
    const outcome = (p99: number) => play({ responseTimes: ResponseTimes.of({ median: Duration.millis(50), p99: Duration.millis(p99) }) }, timed()).outcome;
    expect(outcome(150)).toBe(Outcome.RELEASED);
    expect(outcome(450)).toBe(Outcome.ROLLED_BACK);
  });
});

describe('load', () => {
  const night = Load.hourly({ requestsPerSecond: Array.from({ length: 24 }, (_, hour) => (hour >= 22 || hour < 6 ? 0 : 100)) });

  test('that stops at night leaves nothing to measure until the morning', () => {
    const timeline = play({ load: night, startsAt: '2026-03-02T21:00:00Z' });
    expect(timeline.outcome).toBe(Outcome.RELEASED);
    expect(timeline.events.find(({ what }) => what.includes('is done in prod'))!.at).toMatch(/^2026-03-03T06:0/);
  });

  test('is what customers meet', () => {
    const flat = Load.hourly({ requestsPerSecond: new Array<number>(24).fill(50) });
    expect(play({ load: flat }).exposedRequests).toBe(play().exposedRequests / 2);
  });

  test('of a day has its trough and its peak half a day apart', () => {
    const day = Load.daily({ trough: 20, peak: 200, quietestHour: 3 })._spec().requestsPerSecond;
    expect([day[3], day[9], day[15]].map(Math.round)).toEqual([20, 110, 200]);
    expect(Math.min(...day)).toBe(day[3]);
  });

  test('is that of a time zone', () => {
    const hours = Array.from({ length: 24 }, (_, hour) => (hour === 9 ? 60 : 0));
    const exposed = (timeZone: string) => play({ load: Load.hourly({ requestsPerSecond: hours, timeZone }), lastingAtMost: Duration.hours(3) }).exposedRequests;
    // a tenth from 08:20 UTC: in Zurich the hour from nine is the one from eight
    expect(exposed('Europe/Zurich')).toBeGreaterThan(0);
    expect(exposed('America/New_York')).toBe(0);
  });
});

describe('data points', () => {
  const fault = Fault.errors({ ratio: 0.2, ...late });

  test('that are on their way for longer are seen later', () => {
    expect(play({ faults: [fault], deliveryTime: minutes(6) }).timeToDetectMs).toBe(9 * MINUTE_MS);
  });

  test('that get lost delay an alarm that needs them', () => {
    expect(play({ faults: [fault], lostPointsRatio: 0.6 }).timeToDetectMs).toBeGreaterThan(4 * MINUTE_MS);
  });

  test('that all get lost hold the release', () => expect(play({ lostPointsRatio: 1, lastingAtMost: minutes(300) }).outcome).toBe(Outcome.UNDECIDED));
});

describe('exposure', () => {
  const timeline = play({ faults: [Fault.errors({ ratio: 0.05, ...late })] });

  test('is told by environment, as it came about', () => {
    expect(timeline.exposures).toEqual(['eu', 'us'].map((environment) => ({
      environment,
      points: [
        { afterMs: 20 * MINUTE_MS, percent: 10, requests: 0, harmedRequests: 0 },
        { afterMs: 25 * MINUTE_MS, percent: 0, requests: 3000, harmedRequests: expect.closeTo(150) },
      ],
    })));
  });

  test('has a point every quarter of an hour', () => {
    const [{ points }] = play().exposures;
    expect(points.filter(({ percent }) => percent === 100).map(({ afterMs }) => afterMs / MINUTE_MS)).toEqual([36, 45, 60, 75, 90, 96]);
    expect(points.map(({ requests }) => requests)).toEqual([...points.map(({ requests }) => requests)].sort((a, b) => a - b));
  });

  test('is a share of the error budget of all production', () => {
    // 300 of 0.1 % of 200 a second for 30 days
    expect(timeline.errorBudgetRatio()).toBeCloseTo(300 / (0.001 * 200 * 30 * 86_400));
    expect(timeline.errorBudgetRatio({ objective: 0.99, window: Duration.days(3) })).toBeCloseTo(300 / (0.01 * 200 * 3 * 86_400));
    const gated = shop({ gates: [Gate.budget({ objective: 0.9, window: Duration.days(1), remainingAtLeast: 0.1 })] });
    expect(play({ faults: [Fault.errors({ ratio: 0.05, ...late })] }, gated).errorBudgetRatio()).toBeCloseTo(300 / (0.1 * 200 * 86_400));
  });

  test('of a good build uses nothing', () => expect(play().errorBudgetRatio()).toBe(0));
});

test.each([
  ['a load has another number of hours', { load: Load.hourly({ requestsPerSecond: [1, 2] }) }, /^SP3302 Shop\/story\/load: .*24 numbers/],
  ['a load is in no zone', { load: Load.daily({ trough: 1, peak: 2, timeZone: 'Zurich' }) }, /^SP3302 Shop\/story\/load: .*Europe\/Zurich/],
  ['a share is a percentage', { lostPointsRatio: 20 }, /^SP3302 Shop\/story\/lostPointsRatio: .*a ratio of 0 to 1/],
  ['a version is slower by nothing', { faults: [Fault.slowness({ times: 0.5 })] }, /^SP3302 Shop\/story\/faults\/0: .*a factor of at least 1/],
])('fails when %s', (_, options, message) => expect(() => play(options)).toThrow(message));
