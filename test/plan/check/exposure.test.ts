import { Duration, TrafficShift } from 'spillway';
import { exposure } from '../../../src/plan/check/exposure';
import { Severity } from '../../../src/plan/problem';
import { found, soundPlan, testPlan } from '../../support/sound-plan';

test('a canary with known traffic is fine', () => {
  expect(exposure(soundPlan())).toEqual([]);
});

test('fails when production takes all traffic at once', () => {
  expect(found(exposure(soundPlan({}, { trafficShift: undefined })))).toEqual(['SP2005 Shop/prod/shift']);
  expect(exposure(soundPlan({}, { trafficShift: TrafficShift.rolling() }))).toEqual([]);
  expect(exposure(testPlan({}, { trafficShift: undefined }))).toEqual([]);
});

test('fails when the steps are held for more than two hours in all', () => {
  const linear = (every: number) => soundPlan({}, { trafficShift: TrafficShift.linear({ percent: 25, every: Duration.minutes(every) }) });
  expect(exposure(linear(40))).toEqual([]);
  expect(found(exposure(linear(41)))).toEqual(['SP2009 Shop/prod/shift']);
});

test('fails when a part of the traffic is to judge a version and nobody knows how much that is', () => {
  expect(found(exposure(soundPlan({ traffic: undefined })))).toEqual(['SP2010 Shop/traffic']);
  expect(exposure(soundPlan({ traffic: undefined }, { trafficShift: TrafficShift.blueGreen() }))).toEqual([]);
});

test('all of it can be acknowledged', () => {
  expect(exposure(soundPlan({ traffic: undefined })).map(({ severity }) => severity)).toEqual([Severity.WARNING]);
});
