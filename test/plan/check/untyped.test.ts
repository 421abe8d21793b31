import type { Signal } from 'spillway';
import { DeploymentWindow, Duration, Freeze, Gate, RollbackTrigger, Signal as Signals, TrafficShift, Verification } from 'spillway';
import { check } from '../../../src/plan/check/check';
import { presence } from '../../../src/plan/check/presence';
import { Severity } from '../../../src/plan/problem';
import { found, soundPlan, withWave } from '../../support/sound-plan';

/* What the types do not let pass comes from callers without types: it ends in problems, and never in an exception. */

function untyped<T>(value: unknown): T {
  return value as T;
}

function errorsOf(...declared: Parameters<typeof soundPlan>): string[] {
  return found(check(soundPlan(...declared)).filter(({ severity }) => severity === Severity.ERROR));
}

test('a custom signal of nothing has no name, no metric and no bound', () => {
  const [trigger] = soundPlan({}).waves[0].triggers.slice(-1);
  expect(trigger).toMatchObject({ kind: 'signal', signal: 'error-ratio' });
  expect(errorsOf({ rollbackOn: [RollbackTrigger.signal(Signals.custom(untyped({})))] })).toEqual([
    'SP1002 Shop/signals/nothing', 'SP1003 Shop/signals/nothing/metric', 'SP1107 Shop/signals/nothing',
  ]);
});

test('hours that are left out are on no day, at no time and nowhere', () => {
  const errors = ['SP1102', 'SP1103', 'SP1103', 'SP1105'];
  const codes = (...declared: Parameters<typeof soundPlan>) => errorsOf(...declared).map((error) => error.split(' ')[0]);
  expect(codes({ freezes: [Freeze.weekly('closed', untyped({ owner: 'sre', reason: 'audit' }))] })).toEqual(errors);
  expect(codes({}, { gates: [Gate.window(DeploymentWindow.weekly('office', untyped(undefined)))] })).toEqual(errors);
});

test('what is measured, and what triggers, is a signal', () => {
  for (const signal of [undefined, null, 5, {}].map((value) => untyped<Signal>(value))) {
    const verifications = [Verification.measurement({ name: 'health', signal, duration: Duration.minutes(10) })];
    expect(errorsOf({}, { verifications })).toEqual(['SP1207 Shop/prod/verifications/health']);
    expect(errorsOf({}, { rollbackOn: [RollbackTrigger.signal(signal)] })).toEqual(['SP1207 Shop/prod/rollbackOn']);
  }
});

test('one thing in the place of a list is a list of it', () => {
  const plan = soundPlan({}, {
    gates: untyped(Gate.change({ system: 'snow', states: untyped('approved') })),
    verifications: [Verification.job({ name: 'e2e', commands: untyped('npm test') })],
  });
  expect(plan.waves[0].gates).toMatchObject([{ kind: 'change', states: ['approved'] }]);
  expect(plan.waves[0].verifications).toMatchObject([{ job: { commands: ['npm test'] } }]);
  expect(check(plan).filter(({ severity }) => severity === Severity.ERROR)).toEqual([]);
  expect(errorsOf({}, { verifications: [Verification.job({ name: 'e2e', commands: untyped(5) })] })).toEqual(['SP1003 Shop/prod/verifications/e2e/commands']);
  const hours = { days: {}, from: '09:00', to: '10:00', timeZone: 'UTC' };
  expect(errorsOf({ freezes: [Freeze.weekly('closed', untyped({ owner: 'sre', reason: 'audit', tiers: 5, hours }))] }))
    .toEqual(['SP1003 Shop/freezes/closed/tiers', 'SP1004 Shop/freezes/closed/tiers', 'SP1004 Shop/freezes/closed/days']);
});

test('what is no text in the place of one says nothing', () => {
  const plan = soundPlan({}, { gates: [Gate.approval({ group: 'release' })] });
  for (const [group, got] of [[5, '5'], [{ toString: 1 }, '{"toString":1}'], [null, 'nothing'], [[], 'nothing'], [[''], 'only blanks'], [[5], '[5]']]) {
    expect(presence(withWave(plan, { gates: plan.waves[0].gates.map((gate) => untyped({ ...gate, group })) }))).toMatchObject([{
      code: 'SP1003', path: 'Shop/prod/gates/approval-1/group', got,
    }]);
  }
});

test('times are told in whole milliseconds', () => {
  const trafficShift = TrafficShift.canary({ percent: 10, hold: Duration.minutes(60 / 7) });
  const { shift, bakeMs } = soundPlan({}, { trafficShift, bakeTime: Duration.millis(0.4) }).waves[0];
  expect(shift.steps[0].holdMs).toBe(514_286);
  expect(bakeMs).toBe(0);
  expect(soundPlan({}, { bakeTime: Duration.minutes(NaN) }).waves[0].bakeMs).toBeNaN();
});
