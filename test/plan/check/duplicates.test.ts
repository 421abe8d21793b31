import { Day, DeploymentWindow, Freeze, Gate, RollbackTrigger, Signal, Verification } from 'spillway';
import { duplicates } from '../../../src/plan/check/duplicates';
import { found, soundPlan, withWave } from '../../support/sound-plan';

const office = { days: [Day.MONDAY], from: '09:00', to: '16:00', timeZone: 'UTC' };
const job = { name: 'smoke', commands: ['true'] };
const errors = () => RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.005 }));

test('the same signal, declared twice, is one signal', () => {
  const plan = soundPlan({ rollbackOn: [errors()] }, { rollbackOn: [errors()] });
  expect(plan.signals).toHaveLength(1);
  expect(duplicates(plan)).toEqual([]);
});

test('the same window in two gates is one window', () => {
  const window = () => Gate.window(DeploymentWindow.weekly('office', office));
  expect(duplicates(soundPlan({}, { gates: [window(), window()] }))).toEqual([]);
});

test('a check and a verification of a wave may share a name', () => {
  expect(duplicates(soundPlan({}, { gates: [Gate.check(job)], verifications: [Verification.job(job)] }))).toEqual([]);
});

test('fails when something else has the name already', () => {
  const plan = soundPlan({
    rollbackOn: [errors(), RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.5 }))],
    freezes: [Freeze.weekly('closed', { owner: 'a', reason: 'b', hours: office }), Freeze.weekly('closed', { owner: 'a', reason: 'c', hours: office })],
  }, {
    gates: [Gate.check(job), Gate.check({ ...job, commands: ['false'] }), Gate.window(
      DeploymentWindow.weekly('office', office), DeploymentWindow.weekly('office', { ...office, to: '17:00' }),
    )],
    verifications: [Verification.job(job), Verification.measurement({ name: 'smoke', signal: Signal.errorRatio({ atMost: 0.005 }), duration: { toMilliseconds: () => 600_000 } })],
  });
  expect(found(duplicates({ ...plan, waves: [...plan.waves, { ...plan.waves[0], gates: [], verifications: [] }], environments: [...plan.environments, { ...plan.environments[0], tier: 'test' }] }))).toEqual([
    'SP1001 Shop/prod', 'SP1001 Shop/environments/prod', 'SP1001 Shop/signals/error-ratio', 'SP1001 Shop/freezes/closed',
    'SP1001 Shop/prod/gates/window-1/office', 'SP1001 Shop/prod/gates/smoke', 'SP1001 Shop/prod/verifications/smoke',
  ]);
});

test('what has no name at all is left to the check on names', () => {
  const plan = soundPlan();
  expect(duplicates({ ...plan, waves: [{ ...plan.waves[0], name: '' }, { ...plan.waves[0], name: '' }] })).toEqual([]);
});

test('fails when gates of a wave have one id, or that under which releases wait for freezes', () => {
  const plan = soundPlan({}, { gates: [Gate.approval({ group: 'release' }), Gate.approval({ group: 'security' }), Gate.change({ system: 'snow', states: ['approved'] })] });
  const called = (...ids: string[]) => duplicates(withWave(plan, { gates: plan.waves[0].gates.map((gate, i) => ({ ...gate, id: ids[i] })) }));
  expect(called('one', 'two', 'three')).toEqual([]);
  expect(called('one', 'two', 'one')).toMatchObject([{ code: 'SP1001', path: 'Shop/prod/gates/one', got: 'one', allowed: 'an id that no other gate of the wave has' }]);
  expect(called('', '', 'freeze')).toMatchObject([{ got: 'nothing' }, { path: 'Shop/prod/gates/freeze', allowed: expect.stringContaining('freezes to end') as string }]);
  expect(found(duplicates({ ...plan, waves: [plan.waves[0], { ...plan.waves[0], name: 'more' }] }))).toEqual([]);
});

test('fails when a signal triggers twice in a wave, or anything else does', () => {
  const plan = soundPlan({ rollbackOn: [errors(), RollbackTrigger.failedDeployment()] });
  const [{ triggers }] = plan.waves;
  const again = triggers.map((trigger) => ({ ...trigger, scope: 'promoted' as const }));
  expect(duplicates(withWave(plan, { triggers }))).toEqual([]);
  expect(duplicates(withWave(plan, { triggers: [...triggers, ...again] })).map(({ path, got }) => `${path}: ${got}`)).toEqual([
    'Shop/prod/rollbackOn: failedDeployment', 'Shop/prod/rollbackOn: failedVerification', 'Shop/prod/rollbackOn: operator',
    'Shop/prod/rollbackOn: signal error-ratio',
  ]);
});
