import type { Tier } from 'spillway';
import { Evidence, ExpeditedPath, Freeze, Gate, ReleaseType, RollbackTrigger, Signal, TrafficShift, Verification } from 'spillway';
import { presence } from '../../../src/plan/check/presence';
import { found, soundPlan } from '../../support/sound-plan';

const minutes = (amount: number) => ({ toMilliseconds: () => amount * 60_000 });

test('what is given is not missed', () => {
  expect(presence(soundPlan({
    freezes: [Freeze.yearly('audit', { owner: 'sre', reason: 'audit', from: '03-01', to: '03-02', timeZone: 'UTC' })],
    expedited: [ExpeditedPath.of({ releaseTypes: [ReleaseType.HOTFIX], bakeAtMost: minutes(30) })],
  }, {
    gates: [
      Gate.approval({ group: 'leads' }), Gate.quiet(Signal.synthetic({ probe: 'checkout' })), Gate.check({ name: 'smoke', commands: ['true'] }),
      Gate.evidence(Evidence.SBOM), Gate.change({ system: 'jira' }), Gate.dependsOn({ service: 'payments', environment: 'prod' }), Gate.budget({ objective: 0.99 }),
    ],
    trafficShift: TrafficShift.flag({ flag: 'checkout', steps: [{ percent: 10, hold: minutes(15) }] }),
    verifications: [Verification.job({ name: 'e2e', commands: ['true'] })],
  }))).toEqual([]);
});

test('fails when a gate holds nothing', () => {
  expect(found(presence(soundPlan({}, {
    gates: [
      Gate.approval({ group: '' }), Gate.window(), Gate.quiet(), Gate.check({ name: 'smoke', commands: [] }), Gate.evidence(),
      Gate.change({ system: '', states: [''] }), Gate.dependsOn({ service: '', environment: ' ' }),
    ],
  })))).toEqual([
    'SP1003 Shop/prod/gates/approval-1/group', 'SP1003 Shop/prod/gates/window-1/windows', 'SP1003 Shop/prod/gates/quiet-1/signals',
    'SP1003 Shop/prod/gates/check-1/commands', 'SP1003 Shop/prod/gates/evidence-1/evidence', 'SP1003 Shop/prod/gates/change-1/system',
    'SP1003 Shop/prod/gates/change-1/states', 'SP1003 Shop/prod/gates/dependsOn-1/service', 'SP1003 Shop/prod/gates/dependsOn-1/environment',
  ]);
});

test('fails when a signal measures nothing', () => {
  expect(found(presence(soundPlan({
    rollbackOn: [Signal.saturation({ name: 'a', resource: '', atMostPercent: 1 }), Signal.custom({ name: 'b', metric: '', statistic: '', atMost: 1 }), Signal.synthetic({ name: 'c', probe: '' })]
      .map((signal) => RollbackTrigger.signal(signal)),
  })))).toEqual(['SP1003 Shop/signals/a/resource', 'SP1003 Shop/signals/b/metric', 'SP1003 Shop/signals/b/statistic', 'SP1003 Shop/signals/c/probe']);
});

test('fails when nobody answers for a freeze, an expedited path or an acknowledgement', () => {
  const plan = soundPlan({
    freezes: [Freeze.yearly('audit', { owner: '', reason: ' ', tiers: [] as Tier[], from: '03-01', to: '03-02', timeZone: 'UTC' })],
    expedited: [ExpeditedPath.of({ releaseTypes: [], bakeAtMost: minutes(30) })],
  });
  expect(found(presence({ ...plan, acknowledged: [{ code: 'SP2005', reason: '' }] }))).toEqual([
    'SP1003 Shop/freezes/audit/owner', 'SP1003 Shop/freezes/audit/reason', 'SP1003 Shop/freezes/audit/tiers',
    'SP1003 Shop/expedited/0/releaseTypes', 'SP1003 Shop/acknowledged/SP2005/reason',
  ]);
});
