import * as fc from 'fast-check';
import { Duration, Freeze, Gate, Plan, PlanReport, RollbackScope, RollbackTrigger, Signal } from 'spillway';
import { lower } from '../../src/plan/lower';
import { planDocuments } from '../support/arbitrary-plan';
import { BAD_DECLARATIONS } from '../support/bad-declarations';
import { soundPlan } from '../support/sound-plan';

const report = (...args: Parameters<typeof soundPlan>) => PlanReport.of(Plan._of(soundPlan(...args)));

describe('the text', () => {
  test('begins with what is released and how long it takes at least', () => {
    expect(report().toText().split('\n')[0]).toBe('shop: 1 wave, 1 environment, at least 1 h 15 min on the way');
  });

  test('shows of a wave where it goes, what it waits for, how traffic moves, how long it bakes and what undoes it', () => {
    const lines = report({}, { gates: [Gate.approval({ group: 'managers' })] }).toText().split('\n');
    const [head] = lines.filter((line) => line.startsWith('wave '));
    expect(head.split(/ {2,}/)).toEqual(['wave', 'environments', 'enters after', 'traffic', 'baked', 'rolled back by']);
    expect(lines[lines.indexOf(head) + 2].split(/ {2,}/))
      .toEqual(['prod', 'prod', 'approval by managers, not the author, within 7 d', '10 % for 15 min', '1 h', 'error-ratio']);
  });

  test('says what a rollback takes along', () => {
    const errors = RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.1 }), { scope: RollbackScope.PROMOTED });
    const text = report({ rollbackOn: [errors, RollbackTrigger.operator({ scope: RollbackScope.PROMOTED })] }).toText();
    expect(text).toContain('error-ratio, with all other waves');
    expect(text).toContain('operator, with all other waves');
    expect(text).not.toContain('failed deployment, with');
  });

  test('explains signals and freezes', () => {
    const freeze = Freeze.yearly('year-end', { owner: 'ops', reason: 'busy', from: '12-18', to: '01-04', timeZone: 'Europe/Zurich' });
    expect(report({ freezes: [freeze] }).toText()).toContain('freezes\n  year-end: every year 12-18 to 01-04 Europe/Zurich; production; busy (ops)\n');
    expect(report().toText()).toContain('signals\n  error-ratio: at most 0.5 % of requests fail');
  });

  test('says whether a newer candidate goes first', () => {
    expect(report().toText()).toMatch(/newer candidate takes\s+the place/);
    expect(report({ supersede: false }).toText()).toMatch(/Every candidate goes, in\s+order of arrival/);
  });

  test('fits into 120 columns and is the same every time, for any plan', () => {
    fc.assert(fc.property(planDocuments(), (document) => {
      const text = PlanReport.of(Plan._of(document)).toText();
      expect(text).toBe(PlanReport.of(Plan.fromJson(JSON.stringify(document))).toText());
      expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
    }), { numRuns: 50 });
  });
});

describe('the flowchart', () => {
  test('leads from the candidate through gates and waves to the release', () => {
    expect(report({}, { gates: [Gate.approval({ group: 'managers', timeout: Duration.hours(1) })] }).toMermaid()).toBe([
      'flowchart LR',
      '  candidate([candidate])',
      '  wave1["<b>prod</b><br/>prod<br/>10 % for 15 min<br/>100 %<br/>bake 1 h"]',
      '  wave1gates{{"approval by managers, not the author, within 1 h"}}',
      '  wave1gates --> wave1',
      '  candidate --> wave1gates',
      '  wave1 -. "error-ratio" .-> back([rolled back])',
      '  wave1 --> released([released])',
      '',
    ].join('\n'));
  });

  test('has no markup that came in a name', () => {
    expect(report({}, { gates: [Gate.approval({ group: 'a"]<script>' })] }).toMermaid()).toContain('approval by a#34;]#60;script#62;,');
  });
});

test.each(BAD_DECLARATIONS)('can be read although $when', ({ declare }) => {
  const plan = Plan._of(lower(declare()));
  expect(PlanReport.of(plan).toText()).toMatch(/wave/);
  expect(PlanReport.of(plan).toMermaid()).toMatch(/^flowchart LR\n/);
});
