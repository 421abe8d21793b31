import * as fc from 'fast-check';
import {
  Day, DeploymentWindow, Duration, Environment, ExpeditedPath, Freeze, Gate, Plan, PlanDiff, ReleaseType, RollbackScope, RollbackTrigger, Signal, Tier, Traffic,
  TrafficShift, Verification,
} from 'spillway';
import type { PlanDocument } from '../../../src/plan/document';
import { changesBetween } from '../../../src/report/diff/changes-between';
import { opposite } from '../../../src/report/diff/facet';
import type { PlanChange } from '../../../src/report/diff/plan-change';
import { planFacets } from '../../../src/report/diff/plan-facets';
import { planDocuments } from '../../support/arbitrary-plan';
import { soundPlan } from '../../support/sound-plan';
import { changedPlans } from './arbitrary-change';

const declared = (before: PlanDocument, after: PlanDocument) => changesBetween(planFacets(before, after), planFacets(after, before));
const keys = (all: PlanChange[]) => all.map((one) => JSON.stringify(one)).sort();
const turned = ({ before, after, verdict, ...rest }: PlanChange): PlanChange => ({ ...rest, before: after, after: before, verdict: opposite(verdict) });

describe('of any plans', () => {
  test('a plan differs in nothing from itself', () => {
    fc.assert(fc.property(planDocuments(), (plan) => expect(declared(plan, structuredClone(plan))).toEqual([])), { numRuns: 25 });
  });

  test('each single change is told, and its two sides read differently', () => {
    fc.assert(fc.property(changedPlans(), ({ before, after }) => {
      const found = declared(before, after);
      expect(found).not.toEqual([]);
      for (const one of found) expect(one.before).not.toBe(one.after);
    }), { numRuns: 120 });
  });

  test('what is stricter one way is looser the other way', () => {
    fc.assert(fc.property(planDocuments(), planDocuments(), (one, other) => {
      expect(keys(declared(other, one))).toEqual(keys(declared(one, other).map(turned)));
    }), { numRuns: 25 });
    fc.assert(fc.property(changedPlans(), ({ before, after }) => {
      expect(keys(declared(after, before))).toEqual(keys(declared(before, after).map(turned)));
    }), { numRuns: 40 });
  });
});

/** What is told of a change, in short. */
function told(before: PlanDocument, after: PlanDocument): string[] {
  return declared(before, after).map((one) => `${one.verdict} ${one.what}: ${one.before || '-'} > ${one.after || '-'}`);
}

const errors = RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.005 }));
const window = (from: string, days = [Day.MONDAY, Day.TUESDAY]) => DeploymentWindow.weekly('office', { days, from, to: '17:00', timeZone: 'Europe/Zurich' });

describe('of what is declared', () => {
  test.each<[string, PlanDocument, PlanDocument, string[]]>([
    ['a gate', soundPlan(), soundPlan({}, { gates: [Gate.approval({ group: 'ops' })] }), ['stricter approval-1: - > approval by ops, not the author, within 7 d']],
    ['fewer people', soundPlan({}, { gates: [Gate.approval({ group: 'ops', quorum: 2 })] }), soundPlan({}, { gates: [Gate.approval({ group: 'ops' })] }),
      ['looser approval-1: approval by 2 of ops, not the author, within 7 d > approval by ops, not the author, within 7 d']],
    ['other people', soundPlan({}, { gates: [Gate.approval({ group: 'ops', quorum: 2 })] }), soundPlan({}, { gates: [Gate.approval({ group: 'dev' })] }),
      ['other approval-1: approval by 2 of ops, not the author, within 7 d > approval by dev, not the author, within 7 d']],
    ['a window that opens later', soundPlan({}, { gates: [Gate.window(window('09:00'))] }), soundPlan({}, { gates: [Gate.window(window('10:00'))] }),
      ['stricter window-1: window office: Mon Tue 09:00-17:00 Europe/Zurich > window office: Mon Tue 10:00-17:00 Europe/Zurich']],
    ['a window on another day', soundPlan({}, { gates: [Gate.window(window('09:00'))] }), soundPlan({}, { gates: [Gate.window(window('09:00', [Day.FRIDAY]))] }),
      ['other window-1: window office: Mon Tue 09:00-17:00 Europe/Zurich > window office: Fri 09:00-17:00 Europe/Zurich']],
    ['a job that runs something else', soundPlan({}, { gates: [Gate.check({ name: 'smoke', commands: ['a'] })] }), soundPlan({}, { gates: [Gate.check({ name: 'smoke', commands: ['b'] })] }),
      ['other check-1: check smoke (job/commands/0 "a") > check smoke (job/commands/0 "b")']],
    ['a smaller first step', soundPlan(), soundPlan({}, { trafficShift: TrafficShift.canary({ percent: 5, hold: Duration.minutes(15) }) }),
      ['stricter traffic: 10 % for 15 min, 100 % > 5 % for 15 min, 100 %']],
    ['a smaller step that is shorter', soundPlan(), soundPlan({}, { trafficShift: TrafficShift.canary({ percent: 5, hold: Duration.minutes(10) }) }),
      ['other traffic: 10 % for 15 min, 100 % > 5 % for 10 min, 100 %']],
    ['no steps', soundPlan(), soundPlan({}, { trafficShift: TrafficShift.allAtOnce() }), ['looser traffic: 10 % for 15 min, 100 % > all at once']],
    ['a shorter bake', soundPlan(), soundPlan({}, { bakeTime: Duration.minutes(30) }), ['looser bake: 1 h > 30 min']],
    ['a verification', soundPlan(), soundPlan({}, { verifications: [Verification.job({ name: 'e2e', commands: ['x'] })] }), ['stricter e2e: - > job e2e']],
    ['a wider rollback', soundPlan({ rollbackOn: [errors] }), soundPlan({ rollbackOn: [errors, RollbackTrigger.operator({ scope: RollbackScope.PROMOTED })] }),
      ['stricter operator: undoes the wave > undoes the wave and all before']],
    ['a signal that fails sooner', soundPlan({ rollbackOn: [errors] }), soundPlan({ rollbackOn: [RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.005, datapointsToFail: 2 }))] }),
      [expect.stringMatching(/^stricter signal error-ratio: at most 0.5 % of requests fail, fails with 3 of 3 .* > at most 0.5 % of requests fail, fails with 2 of /) as unknown as string]],
    ['a second environment', soundPlan(), soundPlan({}, { environments: [new Environment('prod', { tier: Tier.PRODUCTION }), new Environment('us', { tier: Tier.PRODUCTION })] }),
      ['looser environment us: - > production']],
    ['more traffic', soundPlan(), soundPlan({ traffic: Traffic.of({ requestsPerSecond: 200, errorRatio: 0.001 }) }), ['other traffic: 100 requests/s, 0.1 % fail > 200 requests/s, 0.1 % fail']],
    ['a path around', soundPlan(), soundPlan({ expedited: [ExpeditedPath.of({ releaseTypes: [ReleaseType.HOTFIX], bakeAtMost: Duration.minutes(30) })] }),
      ['looser expedited path of hotfix: - > passes windows, passes freezes, bakes at most 30 min']],
  ])('%s', (_, before, after, expected) => expect(told(before, after)).toEqual(expected));

  test('a freeze that is longer is stricter, and one that holds fewer tiers is looser', () => {
    const frozen = (to: string, tiers = [Tier.PRODUCTION, Tier.STAGING]) => soundPlan({ freezes: [
      Freeze.yearly('december', { owner: 'ops', reason: 'busy', from: '12-20', to, timeZone: 'UTC', tiers }),
    ] });
    expect(declared(frozen('12-31'), frozen('01-02')).map(({ verdict }) => verdict)).toEqual(['stricter']);
    expect(declared(frozen('12-31'), frozen('12-31', [Tier.STAGING])).map(({ verdict }) => verdict)).toEqual(['looser']);
  });

  test('a wave that is new is told in one line', () => {
    const after = soundPlan();
    const before = { ...after, waves: [] };
    expect(told(before, after)).toContain('other wave: - > prod (production); 10 % for 15 min, 100 %; bake 1 h');
  });
});

describe('of what it comes to', () => {
  const between = (before: PlanDocument, after: PlanDocument) => PlanDiff.between(Plan._of(before), Plan._of(after), { releases: 500 });
  const verdicts = ({ effects }: PlanDiff) => Object.fromEntries(effects.map(({ what, verdict }) => [what, verdict]));

  test('nothing, for a plan and itself', () => {
    const diff = between(soundPlan(), soundPlan());
    expect(diff).toMatchObject({ isEmpty: true, effects: [], changes: [] });
    expect(diff.toText()).toBe('The two plans release in the same way.\n');
    expect(diff.toMarkdown()).toBe('## What this change does to the release\n\nThe two plans release in the same way.\n');
  });

  test('a larger first step harms more customers, and notices more of them', () => {
    const larger = between(soundPlan(), soundPlan({}, { trafficShift: TrafficShift.canary({ percent: 50, hold: Duration.minutes(15) }) }));
    expect(verdicts(larger)).toEqual({
      'first step reaches': 'looser', 'requests that fail when 5 % do in production': 'looser', 'first step notices failures in 80 % of cases': 'stricter',
    });
    const [harm] = larger.effects.filter(({ topic }) => topic === 'harm');
    expect(Number(harm.after)).toBeGreaterThan(3 * Number(harm.before));
  });

  test('a longer bake takes longer, in the shortest case and in the usual one', () => {
    const { effects } = between(soundPlan(), soundPlan({}, { bakeTime: Duration.hours(2) }));
    expect(effects.filter(({ topic }) => topic === 'lead time').map(({ what, before, after }) => [what, before, after])).toEqual([
      ['at least', '1 h 15 min', '2 h 15 min'], ['half of the releases within', expect.any(String), expect.any(String)], ['nine of ten within', expect.any(String), expect.any(String)],
    ]);
  });

  test('a plan with errors is not rehearsed, which is said', () => {
    const { effects } = between(soundPlan(), soundPlan({ rollbackOn: [] }));
    expect(effects).toContainEqual(expect.objectContaining({ what: 'errors', before: 'none', after: expect.stringContaining('it cannot be rehearsed') as unknown, verdict: 'looser' }));
  });

  test('Markdown keeps names from becoming markup', () => {
    const plan = soundPlan();
    const diff = between(plan, { ...plan, acknowledged: [{ code: 'SP2005', reason: '<b>|[x](y)' }] });
    expect(diff.toMarkdown()).toContain('| - | declaration: acknowledged SP2005 | - | \\<b\\>\\|\\[x\\](y) | 🔴 looser |');
  });

  test('the text fits into 120 columns', () => {
    const text = between(soundPlan(), soundPlan({}, { gates: [Gate.approval({ group: 'managers' })], bakeTime: Duration.hours(2) })).toText();
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  });
});
