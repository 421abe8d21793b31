import { CHECKERS } from '../../support/verify/checkers';
import { goodPipeline } from '../../support/verify/good/pipeline';
import { goodWorkloads } from '../../support/verify/good/workloads';
import { MUST_NOT } from '../../support/verify/iam/must-not';
import { mutated, nameOf } from '../../support/verify/mutant';
import { MUTANTS, needsCfnLint } from '../../support/verify/mutants';
import { MEASURED } from '../../support/verify/mutants/measured';
import { PIPELINE_RULES } from '../../support/verify/pipeline-rules';
import type { Subject } from '../../support/verify/subject';
import { suppressing } from '../../support/verify/suppressions';

async function found(subject: Subject, checkers = CHECKERS): Promise<string[]> {
  const names: string[] = [];
  for (const checker of checkers) {
    for (const finding of await checker.check([subject])) {
      if (suppressing(checker.name, finding).length === 0) names.push(nameOf(checker.name, finding));
    }
  }
  return [...new Set(names)];
}

test.each([goodPipeline, goodWorkloads])('nothing is found in the good template $name', async (subject) => {
  expect(await found(subject)).toEqual([]);
});

test.each(MUTANTS.filter((mutant) => !needsCfnLint(mutant)))('fails when there is $what ($foundBy)', async (mutant) => {
  const checkers = CHECKERS.filter(({ name }) => mutant.foundBy.startsWith(`${name}/`));
  expect(await found(mutated(mutant), checkers)).toContain(mutant.foundBy);
});

test('the faults that linters were measured with are among the mutants, and each fault is there once', () => {
  expect(MEASURED.length).toBeGreaterThanOrEqual(26);
  const names = MUTANTS.map(({ what }) => what);
  expect(new Set(names).size).toBe(names.length);
});

test('every checker, and every rule of the table, is shown to fail by some mutant', () => {
  const shown = new Set(MUTANTS.map(({ foundBy }) => foundBy));
  expect(CHECKERS.filter(({ name }) => ![...shown].some((each) => each.startsWith(`${name}/`)))).toEqual([]);
  expect(PIPELINE_RULES.map(({ name }) => `rules/${name}`).filter((name) => !shown.has(name)).sort()).toEqual([]);
});

test('what no role may do is said once, with its reason', () => {
  const pairs = MUST_NOT.map(({ action, resource }) => `${action} ${resource}`);
  expect(new Set(pairs).size).toBe(pairs.length);
  expect(MUST_NOT.filter(({ why }) => why.length < 10)).toEqual([]);
});
