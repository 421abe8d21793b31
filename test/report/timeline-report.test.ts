import * as fc from 'fast-check';
import { Plan, Rehearsal, Scenario, TimelineReport } from 'spillway';
import { document, good, stuck } from './report-fixture';

test('the chart has a section for each wave and a bar for whatever goes on in it, in UTC', () => {
  expect(TimelineReport.of(good).toMermaid()).toBe([
    'gantt',
    '  title good build, released',
    '  dateFormat YYYY-MM-DD HH:mm:ss',
    '  axisFormat %H:%M',
    '  section prod',
    '  waits at the gates :done, 2026-03-02 08:00:00, 2026-03-02 08:30:00',
    '  is deployed :active, 2026-03-02 08:30:00, 2026-03-02 08:35:00',
    '  10 percent :active, 2026-03-02 08:35:00, 2026-03-02 08:51:00',
    '  bakes :active, 2026-03-02 08:51:00, 2026-03-02 09:51:00',
    '',
  ].join('\n'));
});

test('what goes wrong stands out', () => {
  expect(TimelineReport.of(stuck).toMermaid()).toMatch(/ {2}is rolled back :crit, .*\n {2}cannot be rolled back :crit, /);
});

test('no name begins a line, a comment, an end or a task', () => {
  const rehearsal = Rehearsal.ofPlan(Plan._of(document));
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...':;#%{}\n"<>a '), minLength: 1 }), (name) => {
    const lines = TimelineReport.of(rehearsal.play(Scenario.of(name))).toMermaid().split('\n');
    expect(lines).toHaveLength(10);
    expect(lines[1]).toMatch(/^ {2}title (?:[\p{L}\p{N} .,()/_-]|#\d+;)*$/u);
  }), { numRuns: 20 });
});
