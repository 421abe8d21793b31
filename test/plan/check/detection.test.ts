import * as fc from 'fast-check';
import { Duration, ExpeditedPath, ReleaseType, RollbackTrigger, Signal, SignalScope, TrafficShift, Verification } from 'spillway';
import { detection } from '../../../src/plan/check/detection';
import { found, soundPlan, testPlan } from '../../support/sound-plan';

const minutes = (amount: number) => Duration.minutes(amount);
const errors = (periodMinutes = 1, datapointsToFail = 3) => Signal.errorRatio({ atMost: 0.005, period: minutes(periodMinutes), datapointsToFail });
const slow = Signal.saturation({ resource: 'memory', atMostPercent: 90, period: minutes(5), datapointsToFail: 3 });
const on = (...signals: Signal[]) => signals.map((signal) => RollbackTrigger.signal(signal));
const canary = (hold: number) => ({ trafficShift: TrafficShift.canary({ percent: 10, hold: minutes(hold) }) });

describe('a step', () => {
  test('fails when it ends before, or just when, the signal can fail: three minutes and one for delivery', () => {
    expect(detection(soundPlan({}, canary(4.01)))).toEqual([]);
    expect(found(detection(soundPlan({}, canary(4))))).toEqual(['SP2007 Shop/prod/shift']);
    expect(found(detection(testPlan({}, canary(3))))).toEqual(['SP2007 Shop/prod/shift']);
  });

  test('needs the quickest signal of the new version only', () => {
    expect(detection(soundPlan({ rollbackOn: on(errors(), slow) }, canary(5)))).toEqual([]);
    const quickOfService = Signal.latency({ percentile: 99, atMost: Duration.millis(400), datapointsToFail: 1, scope: SignalScope.SERVICE });
    expect(found(detection(soundPlan({ rollbackOn: on(errors(5), quickOfService) }, canary(5))))).toEqual(['SP2007 Shop/prod/shift']);
  });

  test('that shows the version to nobody needs none', () => {
    expect(detection(soundPlan({}, { trafficShift: TrafficShift.blueGreen({ preview: minutes(1) }) }))).toEqual([]);
  });

  test('of a list is as good as the shortest', () => {
    const trafficShift = TrafficShift.steps({ percent: 1, hold: minutes(10) }, { percent: 10, hold: minutes(2) }, { percent: 50, hold: minutes(10) });
    expect(detection(soundPlan({}, { trafficShift })).map(({ got }) => got)).toEqual(['2 minutes']);
  });
});

describe('a bake', () => {
  test('fails when it is too short for one of the signals', () => {
    const plan = (bake: number) => detection(soundPlan({ rollbackOn: on(errors(), slow) }, { bakeTime: minutes(bake) }));
    expect(plan(16.5)).toEqual([]);
    expect(plan(16).map(({ code, allowed }) => [code, allowed])).toEqual([
      ['SP2013', 'more than 16 minutes, which "saturation-memory" needs to fail (3 x 5 minutes, and 1 minute until the data is there)'],
    ]);
    expect(plan(4)).toHaveLength(2);
  });

  test('that does not take place is left to the check on rollback', () => {
    expect(detection(soundPlan({}, { bakeTime: undefined }))).toEqual([]);
  });

  test('fails when the expedited path shortens it too much', () => {
    const path = (bake: number) => ExpeditedPath.of({ releaseTypes: [ReleaseType.HOTFIX], bakeAtMost: minutes(bake) });
    const expedited = (bake: number) => found(detection(soundPlan({ expedited: [path(bake)] })));
    expect(expedited(5)).toEqual([]);
    expect(expedited(4)).toEqual(['SP2013 Shop/expedited/0/bakeAtMost']);
    expect(expedited(0)).toEqual(['SP2013 Shop/expedited/0/bakeAtMost']);
  });
});

test('a measurement fails when it ends before its signal can fail', () => {
  const measuring = (duration: number) => found(detection(testPlan({}, { verifications: [Verification.measurement({ name: 'health', signal: slow, duration: minutes(duration) })] })));
  expect(measuring(17)).toEqual([]);
  expect(measuring(16)).toEqual(['SP2014 Shop/prod/verifications/health']);
});

describe('remedies', () => {
  const numbersIn = (text: string) => (text.match(/\d+/g) ?? []).map(Number);
  const inMinutes = (text: string) => {
    const [, hours = '0'] = /(\d+) hour/.exec(text) ?? [];
    const [, mins = '0'] = /(\d+) minute/.exec(text) ?? [];
    const [, seconds = '0'] = /(\d+) second/.exec(text) ?? [];
    return Number(hours) * 60 + Number(mins) + Number(seconds) / 60;
  };

  test('mend the step, each alone', () => {
    fc.assert(fc.property(fc.constantFrom(1, 5, 15), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 90 }), (period, datapoints, hold) => {
      const [problem] = detection(soundPlan({ rollbackOn: on(errors(period, datapoints)) }, { ...canary(hold), bakeTime: Duration.hours(12) }));
      for (const remedy of problem?.remedies ?? []) {
        const text = remedy.replace('"error-ratio"', '');
        const mended = soundPlan({
          rollbackOn: on(errors(text.includes('period') ? inMinutes(text) : period, text.includes('data point') ? numbersIn(text)[0] : datapoints)),
        }, { ...canary(text.startsWith('hold') ? inMinutes(text) : hold), bakeTime: Duration.hours(12) });
        expect(detection(mended)).toEqual([]);
      }
    }), { numRuns: 300 });
  });

  test('are all three where all three are possible', () => {
    expect(detection(soundPlan({ rollbackOn: on(errors(5, 3)) }, canary(12)))[0].remedies).toEqual([
      'hold each step for at least 17 minutes', 'let "error-ratio" fail on 2 data points', 'give "error-ratio" a period of 1 minute',
    ]);
  });
});
