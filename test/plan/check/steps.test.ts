import { TrafficShift } from 'spillway';
import { steps } from '../../../src/plan/check/steps';
import { found, soundPlan, withWave } from '../../support/sound-plan';

const of = (...percents: number[]) => withWave(soundPlan(), { shift: { kind: 'steps', steps: percents.map((percent) => ({ percent, holdMs: 1 })) } });

test('steps that rise to 100 percent are fine, and so is a preview', () => {
  expect(steps(of(1, 10, 50, 100))).toEqual([]);
  expect(steps(soundPlan({}, { trafficShift: TrafficShift.blueGreen() }))).toEqual([]);
  expect(steps(soundPlan({}, { trafficShift: TrafficShift.linear({ percent: 33.3, every: { toMilliseconds: () => 1 } }) }))).toEqual([]);
});

test.each([[[50, 10, 100]], [[10, 10, 100]], [[10, 50]], [[100, 100]]])('fails when they are %s', (percents) => {
  expect(found(steps(of(...percents)))).toEqual(['SP1104 Shop/prod/shift']);
});

test('a share that is no share is left to the check on numbers', () => {
  expect(steps(of(NaN, 100))).toEqual([]);
  expect(steps(of(120, 100))).toEqual([]);
});

test('fails when steps are promised and there is none', () => {
  expect(found(steps(of(100)))).toEqual(['SP1106 Shop/prod/shift']);
  expect(steps(soundPlan({}, { trafficShift: TrafficShift.allAtOnce() }))).toEqual([]);
});
