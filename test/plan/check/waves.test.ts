import { waves } from '../../../src/plan/check/waves';
import { found, soundPlan, withWave } from '../../support/sound-plan';

test('waves with environments of their own are fine', () => {
  expect(waves(soundPlan())).toEqual([]);
});

test('fails when there are none', () => {
  expect(found(waves({ ...soundPlan(), waves: [] }))).toEqual(['SP1204 Shop']);
});

test('fails when a wave is empty', () => {
  expect(found(waves(withWave(soundPlan(), { environments: [] })))).toEqual(['SP1205 Shop/prod']);
});

test('fails when an environment comes again, and says where it was first', () => {
  const plan = soundPlan();
  const again = { ...plan.waves[0], name: 'again' };
  const problems = waves({ ...plan, waves: [...plan.waves, again] });
  expect(found(problems)).toEqual(['SP1206 Shop/again']);
  expect(problems[0].allowed).toContain('in wave "prod"');
});
