import { references } from '../../../src/plan/check/references';
import { found, soundPlan, withWave } from '../../support/sound-plan';

test('a declaration refers to what it has', () => {
  expect(references(soundPlan())).toEqual([]);
});

test('fails when a document names what it does not have', () => {
  const plan = withWave(soundPlan(), {
    environments: ['prd'],
    gates: [{ id: 'quiet-1', kind: 'quiet', signals: ['error-ratio', 'nothing-like-it'] }],
    verifications: [{ id: 'health', kind: 'measurement', signal: 'health', durationMs: 1 }],
    triggers: [{ kind: 'signal', signal: 'eror-ratio', scope: 'wave' }],
  });
  const problems = references(plan);
  expect(found(problems)).toEqual(['SP1207 Shop/prod', 'SP1207 Shop/prod/gates/quiet-1', 'SP1207 Shop/prod/verifications/health', 'SP1207 Shop/prod/rollbackOn']);
  expect(problems.map(({ remedies }) => remedies[0])).toEqual(['write "prod" if that is meant', 'define it', 'define it', 'write "error-ratio" if that is meant']);
});
