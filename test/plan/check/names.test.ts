import { Day, DeploymentWindow, Freeze, Gate, RollbackTrigger, Signal, Verification } from 'spillway';
import { names } from '../../../src/plan/check/names';
import { found, soundPlan, withWave } from '../../support/sound-plan';

const office = { days: [Day.MONDAY], from: '09:00', to: '16:00', timeZone: 'UTC' };

test('a service of 30 characters and an environment of 32 fit together into 63', () => {
  expect(names(soundPlan({ service: 's'.repeat(30) }))).toEqual([]);
  expect(found(names(soundPlan({ service: 's'.repeat(31) })))).toEqual(['SP1002 Shop/service']);
  const plan = soundPlan();
  const environment = (length: number) => ({ ...plan, environments: [{ ...plan.environments[0], name: 'e'.repeat(length) }] });
  expect(names(environment(32))).toEqual([]);
  expect(names(environment(33))).toHaveLength(1);
  expect(30 + '-'.length + 32).toBeLessThanOrEqual(63);
});

test.each(['a', 'a1', 'eu-west-1', 'a--b'])('%s is a name', (name) => {
  expect(names(withWave(soundPlan(), { name }))).toEqual([]);
});

test.each([['1st', 'call it "st"'], ['-a', 'call it "a"'], ['a-', 'call it "a"'], ['Eu West', 'call it "eu-west"'], ['a.b', 'call it "a-b"'], ['é', 'give it a name'], ['', 'give it a name']])('fails when a wave is called "%s"', (name, remedy) => {
  const problems = names(withWave(soundPlan(), { name }));
  expect(problems.map(({ code }) => code)).toEqual(['SP1002']);
  expect(problems[0].remedies).toEqual([remedy]);
});

test('fails when a signal, freeze, window, check or verification has no name for a resource', () => {
  expect(found(names(soundPlan({
    rollbackOn: [RollbackTrigger.signal(Signal.errorRatio({ name: 'Errors', atMost: 0.01 }))],
    freezes: [Freeze.weekly('end of week', { owner: 'sre', reason: 'rest', hours: office })],
  }, {
    gates: [Gate.window(DeploymentWindow.weekly('office hours', office)), Gate.check({ name: 'Smoke', commands: ['true'] })],
    verifications: [Verification.job({ name: 'e2e_tests', commands: ['true'] })],
  })))).toEqual([
    'SP1002 Shop/signals/Errors', 'SP1002 Shop/freezes/end of week', 'SP1002 Shop/prod/gates/window-1/office hours',
    'SP1002 Shop/prod/gates/check-1/job', 'SP1002 Shop/prod/verifications/e2e_tests',
  ]);
});

test('the names a signal has by default are names', () => {
  const signals = [
    Signal.latency({ percentile: 99.9, atMost: { toMilliseconds: () => 1 } }), Signal.custom({ metric: 'http_requests:rate5m', atMost: 1 }),
    Signal.custom({ metric: 'QueueDepth', atMost: 1 }), Signal.saturation({ resource: 'CPU', atMostPercent: 80 }), Signal.synthetic({ probe: 'check out' }),
  ];
  const plan = soundPlan({ rollbackOn: signals.map((signal) => RollbackTrigger.signal(signal)) });
  expect(plan.signals.map(({ name }) => name)).toEqual(['latency-p99-9', 'http-requests-rate5m', 'queue-depth', 'saturation-cpu', 'synthetic-check-out']);
  expect(names(plan)).toEqual([]);
});
