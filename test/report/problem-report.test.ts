import { ProblemReport } from 'spillway';
import { SP3001, SP3101 } from '../../src/plan/problems';

test('each thing that is known stands in a line of its own', () => {
  const problem = SP3101.at('Shop/prod', { got: 'shift.flag', allowed: 'what paper can do', remedies: ['use a canary', 'use another back end'] });
  expect(ProblemReport.of([problem]).toText()).toBe([
    'error SP3101: back end does not do this',
    '  at          Shop/prod',
    '  got         shift.flag',
    '  allowed is  what paper can do',
    '  remedy      use a canary',
    '  or          use another back end',
    '',
  ].join('\n'));
});

test('a long text goes on below its beginning, within 120 columns', () => {
  const problem = SP3001.at('plan', { got: 'word '.repeat(60).trim(), allowed: 'JSON', remedies: ['mend it'] });
  const lines = ProblemReport.of([problem]).toText().split('\n');
  expect(lines[3]).toMatch(/^ {14}word/);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
});

test('problems are told apart by an empty line', () => {
  const problem = SP3001.at('plan', { got: 'a', allowed: 'JSON', remedies: ['mend it'] });
  expect(ProblemReport.of([problem, problem]).toText()).toContain('mend it\n\nerror');
});

test('no problem is no text', () => {
  expect(ProblemReport.of([]).toText()).toBe('');
});
