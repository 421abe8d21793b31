import { choices } from '../../../src/plan/check/choices';
import type { PlanDocument } from '../../../src/plan/document';
import { found, soundPlan } from '../../support/sound-plan';

test('what the types allow is known', () => {
  expect(choices(soundPlan())).toEqual([]);
});

test('fails when a tier, scope or policy is none of the known ones', () => {
  const plan = soundPlan();
  const odd = {
    ...plan,
    environments: [{ ...plan.environments[0], tier: undefined }],
    signals: [{ ...plan.signals[0], noData: 'pass', scope: 'Version' }],
    waves: [{ ...plan.waves[0], triggers: [{ kind: 'operator', scope: 'all' }] }],
    freezes: [{ name: 'closed', owner: 'a', reason: 'b', tiers: ['prod'], span: { kind: 'weekly', days: [8], fromMinuteOfDay: 0, toMinuteOfDay: 60, timeZone: 'UTC' } }],
    expedited: [{ releaseTypes: ['Hotfix'], passesWindows: true, passesFreezes: true, bakeAtMostMs: 1 }],
  } as unknown as PlanDocument;
  expect(found(choices(odd))).toEqual([
    'SP1004 Shop/environments/prod/tier', 'SP1004 Shop/freezes/closed/tiers', 'SP1004 Shop/freezes/closed/days',
    'SP1004 Shop/signals/error-ratio/noData', 'SP1004 Shop/signals/error-ratio/scope', 'SP1004 Shop/expedited/0/releaseTypes', 'SP1004 Shop/prod/rollbackOn/scope',
  ]);
  expect(choices(odd).map(({ remedies }) => remedies[0])).toEqual([
    'choose one of them', 'choose one of them', 'write 1 if that is meant', 'choose one of them', 'write version if that is meant', 'write hotfix if that is meant', 'choose one of them',
  ]);
});
