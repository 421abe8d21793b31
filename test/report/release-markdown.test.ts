import * as fc from 'fast-check';
import { Plan, ReleaseReport } from 'spillway';
import { plain } from '../../src/report/markdown/plain';
import { soundPlan, withWave } from '../support/sound-plan';
import { absent, broken, fullReport, good, plan } from './report-fixture';

const text = fullReport().toMarkdown();

test('it begins with what is released and its picture', () => {
  expect(text).toMatch(/^# How shop is released\n\n1 wave, 1 environment, at least 1 h 15 min on the way\.\n\n```mermaid\nflowchart LR\n/);
});

test('each story has a row with its outcome, when it was noticed and whom it harmed', () => {
  const rows = text.split('\n').filter((line) => line.startsWith('|'));
  expect(rows.slice(0, 2)).toEqual(['| story | outcome | lead time | noticed after | gone later | met it | failed |', '| --- | --- | --- | --- | --- | --- | --- |']);
  expect(rows).toContain('| good build | released | 1 h 51 min |  |  | 369\u202f600 | 0 |');
  expect(rows.find((row) => row.startsWith('| broken build'))).toMatch(/^\| broken build \| rolled back \| {2}\| 4 min \| 1 min \| [\d\u202f]+ \| [\d\u202f]+ \|$/);
});

test('the story that harms most has a picture, and none has one where nobody is harmed', () => {
  expect(text).toMatch(/broken build does the most harm: [\d\u202f]+ failed requests\.\n\n```mermaid\ngantt\n {2}title broken build, rolled back\n/);
  expect(ReleaseReport.of(plan, { timelines: [good, absent] }).toMarkdown()).not.toContain('gantt');
});

test('problems, back ends and proofs', () => {
  const unsound = ReleaseReport.of(Plan._of(withWave(soundPlan(), { environments: ['no|where'] }))).toMarkdown();
  expect(unsound).toMatch(/## Problems\n\n- \*\*error SP\d+\*\* .*no\\\|where/);
  expect(text).toContain('| `gate.approval` | **native**: pen and ink |');
  expect(text).toContain('- **I1** proved: no traffic before');
  expect(text).toContain('\n\nwindows and freezes keep a release waiting before prod for at most 2 d, as from 2027-03-19 23:00 UTC\n');
  expect(text).toMatch(/- \*\*prod stays empty\*\* does not hold\n {2}1\. 1\.1\.0 arrives\n/);
});

test('it ends with one line, and says nothing of what it was not given', () => {
  expect(text).toMatch(/[^\n]\n$/);
  expect(ReleaseReport.of(plan, { timelines: [broken] }).toMarkdown().match(/^## .*/gm)).toEqual(['## Stories']);
});

describe('a name', () => {
  test('stays what it is', () => {
    expect(plain('prod-eu_1 (main)')).toBe('prod-eu\\_1 (main)');
    expect(plain('a|b <b>`c` *d* [e](f)')).toBe('a\\|b \\<b\\>\\`c\\` \\*d\\* \\[e\\](f)');
  });

  test('calls nobody and leads nowhere', () => {
    expect(plain('@ann #12 https://x www.y')).toBe('@&#8203;ann #&#8203;12 https:&#8203;//x www&#8203;.y');
  });

  test('never ends its cell or its line', () => {
    fc.assert(fc.property(fc.string(), (name) => {
      expect(plain(name)).not.toMatch(/\n|(?<!\\)(?:\\\\)*\|/);
    }));
  });
});
