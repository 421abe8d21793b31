import { RollbackTrigger, Signal, Traffic } from 'spillway';
import { check } from '../../src/plan/check/check';
import { featuresOf } from '../../src/plan/feature';
import { found, soundPlan } from '../support/sound-plan';

const plan = (signal: Signal, traffic?: Traffic) => soundPlan({ rollbackOn: [RollbackTrigger.signal(signal)], ...(traffic && { traffic }) });

test('takes the baseline and the clustering from the traffic', () => {
  const { signals } = plan(Signal.sequential({ detect: 0.006 }), Traffic.of({ requestsPerSecond: 100, errorRatio: 0.002, clusteringFactor: 3 }));
  expect(signals).toEqual([{
    name: 'sequential-error-ratio',
    measure: { kind: 'sequential', baselineRatio: 0.002, detectRatio: 0.006, falseAlarmRatio: 0.05, power: 0.8, clusteringFactor: 3 },
    periodMs: 60_000, datapointsToFail: 1, datapointsObserved: 60, noData: 'hold', scope: 'version',
  }]);
});

test('keeps a baseline of its own', () => {
  const { signals } = plan(Signal.sequential({ detect: 0.02, baseline: 0.01 }));
  expect(signals[0].measure).toMatchObject({ baselineRatio: 0.01, clusteringFactor: 1 });
});

test('is a feature of its own', () => {
  expect(featuresOf(plan(Signal.sequential({ detect: 0.006 }))).map(({ feature }) => feature)).toContain('signal.sequential');
});

describe('fails when its numbers make no test', () => {
  const wrong = (signal: Signal, props = {}) => found(check(soundPlan({ rollbackOn: [RollbackTrigger.signal(signal)], ...props })).filter(({ code }) => code === 'SP1101'));
  const at = (place: string) => [`SP1101 Shop/signals/sequential-error-ratio/${place}`];

  test('without a baseline and without traffic', () => {
    expect(wrong(Signal.sequential({ detect: 0.006 }), { traffic: undefined })).toEqual(at('baseline'));
    expect(wrong(Signal.sequential({ detect: 0.006, baseline: 0.001 }), { traffic: undefined })).toEqual([]);
  });

  test('with a service in which nothing ever fails, which no test can start from', () => {
    expect(wrong(Signal.sequential({ detect: 0.006 }), { traffic: Traffic.of({ requestsPerSecond: 100, errorRatio: 0 }) })).toEqual(at('baseline'));
  });

  test('with a rise that is none', () => {
    expect(wrong(Signal.sequential({ detect: 0.001 }))).toEqual(at('detect'));
    expect(wrong(Signal.sequential({ detect: 1 }))).toEqual(at('detect'));
  });

  test('with percents, and with certainty', () => {
    expect(wrong(Signal.sequential({ detect: 0.006, falseAlarm: 5 }))).toEqual(at('falseAlarm'));
    expect(wrong(Signal.sequential({ detect: 0.006, power: 1 }))).toEqual(at('power'));
  });

  test('with a window that is not of whole periods', () => {
    expect(wrong(Signal.sequential({ detect: 0.006, window: { toMilliseconds: () => 90_000 } }))).toEqual(at('datapointsObserved'));
  });
});
