import { RollbackTrigger, Signal, SignalScope, TrafficShift } from 'spillway';
import { rollback } from '../../../src/plan/check/rollback';
import { found, soundPlan, testPlan } from '../../support/sound-plan';

const service = RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.005, scope: SignalScope.SERVICE }));

test('a signal of the new version and time to watch it are enough', () => {
  expect(rollback(soundPlan())).toEqual([]);
  expect(rollback(soundPlan({}, { rollbackOn: [service] }))).toEqual([]);
});

test('fails when production is rolled back by no signal', () => {
  expect(found(rollback(soundPlan({ rollbackOn: [RollbackTrigger.failedVerification()] })))).toEqual(['SP2001 Shop/prod/rollbackOn']);
});

test('fails when a part of the traffic is judged by all of it', () => {
  expect(found(rollback(soundPlan({ rollbackOn: [service] })))).toEqual(['SP2006 Shop/prod/rollbackOn']);
  expect(rollback(soundPlan({ rollbackOn: [service] }, { trafficShift: TrafficShift.rolling() }))).toEqual([]);
});

test('fails when production is not watched after the shift', () => {
  expect(found(rollback(soundPlan({}, { bakeTime: undefined })))).toEqual(['SP2008 Shop/prod/bakeTime']);
});

test('elsewhere nothing of this is asked', () => {
  expect(rollback(testPlan({ rollbackOn: [] }, { bakeTime: undefined }))).toEqual([]);
});
