import { Duration, RollbackTrigger, Signal } from 'spillway';
import { check } from '../../../src/plan/check/check';
import { computable } from '../../../src/plan/check/computable';
import { falseAlarm } from '../../../src/plan/check/false-alarm';
import type { PlanDocument } from '../../../src/plan/document';
import { found, soundPlan, testPlan } from '../../support/sound-plan';

const minute = Duration.minutes(1);
const on = (...signals: Signal[]) => ({ rollbackOn: signals.map((signal) => RollbackTrigger.signal(signal)) });
const errors = (datapointsToFail: number, datapointsObserved: number, periodMs = 60_000) => Signal.errorRatio({
  atMost: 0.005, datapointsToFail, datapointsObserved, period: Duration.millis(periodMs),
});
const withSignal = (plan: PlanDocument, fields: object) => ({ ...plan, signals: [{ ...plan.signals[0], ...fields }] });

test('whatever observes up to twelve data points is reckoned with, and a run or a single one of any length', () => {
  for (const [toFail, observed] of [[6, 12], [8, 8], [9, 9], [1, 9], [60, 60], [1, 60], [2, 60]]) {
    expect(computable(soundPlan(on(errors(toFail, observed))))).toEqual([]);
  }
});

test('one of more than eight data points is no way around the check on false alarms', () => {
  for (const [toFail, observed] of [[1, 8], [1, 9], [9, 9]]) {
    const signal = Signal.errorRatio({ atMost: 0.001, detect: 0.02, datapointsToFail: toFail, datapointsObserved: observed });
    expect(found(falseAlarm(soundPlan(on(signal), { bakeTime: Duration.hours(12) })))).toEqual([expect.stringMatching(/^SP220[34] Shop\/signals\/error-ratio$/)]);
  }
});

test('fails where there are too many patterns to follow, in any wave', () => {
  for (const plan of [soundPlan, testPlan]) {
    expect(computable(plan(on(errors(3, 60))))).toMatchObject([{
      code: 'SP2210', path: 'Shop/signals/error-ratio', got: '3 of 60 data points',
      allowed: 'as few as can be followed, such as any number of twelve, for it to be computed how surely "error-ratio" stops a release',
      remedies: ['let it observe 45 data points'],
    }]);
  }
  expect(computable(soundPlan(on(errors(3, 45))))).toEqual([]);
  expect(computable(soundPlan(on(Signal.synthetic({ probe: 'buy', datapointsToFail: 7, datapointsObserved: 13 }))))[0].remedies).toEqual(['let it observe 12 data points']);
  expect(computable(soundPlan(on(errors(1_001, 1_001))))[0].remedies).toEqual(['let it observe 12 data points and fail on fewer of them']);
});

test('fails where periods are shorter than a second', () => {
  expect(computable(soundPlan(on(errors(3, 3, 999))))[0].remedies).toEqual(['give it a period of 1 second']);
  expect(computable(soundPlan(on(errors(3, 3, 1_000))))).toEqual([]);
});

test('fails where evidence is counted over more than a day of looks', () => {
  const sequential = (window: Duration) => soundPlan(on(Signal.sequential({ detect: 0.006, window, period: minute })));
  expect(computable(sequential(Duration.minutes(1_440)))).toEqual([]);
  expect(computable(sequential(Duration.minutes(1_441)))).toMatchObject([{ code: 'SP2210', remedies: ['give it a window of 1 day', 'give it a period of 2 minutes'] }]);
});

test('says nothing where traffic is unknown, nothing is reckoned anyway, or a number means nothing', () => {
  expect(computable(soundPlan({ ...on(errors(3, 60)), traffic: undefined }))).toEqual([]);
  expect(computable(soundPlan(on(Signal.latency({ percentile: 99, atMost: minute, datapointsToFail: 3, datapointsObserved: 60 }))))).toEqual([]);
  for (const fields of [{ datapointsObserved: NaN }, { datapointsToFail: 'three' }, { datapointsObserved: 2 }, { periodMs: -1 }]) {
    expect(computable(withSignal(soundPlan(on(errors(3, 60))), fields))).toEqual([]);
  }
});

test('traffic that means nothing is one problem, whatever the signals', () => {
  for (const fields of [{ requestsPerSecond: NaN }, { requestsPerSecond: undefined }, { errorRatio: NaN }, { errorRatio: -1 }, { clusteringFactor: 0 }]) {
    const plan = soundPlan(on(Signal.sequential({ detect: 0.006, baseline: 0.001 }), errors(3, 3)));
    expect(found(check({ ...plan, traffic: { ...plan.traffic!, ...fields } as never }))).toEqual([`SP1101 Shop/traffic/${Object.keys(fields)[0]}`]);
  }
});
