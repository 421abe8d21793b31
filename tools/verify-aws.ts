process.env.CDK_VALIDATION ??= 'false';

import { APPLICATIONS } from '../test/support/verify/applications';
import { CFN_LINT_VERSION, cfnLint } from '../test/support/verify/cfn-lint';
import { CHECKERS } from '../test/support/verify/checkers';
import { goodPipeline } from '../test/support/verify/good/pipeline';
import { goodWorkloads } from '../test/support/verify/good/workloads';
import { mutated, nameOf } from '../test/support/verify/mutant';
import { MUTANTS, needsCfnLint } from '../test/support/verify/mutants';
import { nag } from '../test/support/verify/nag';
import type { Checker } from '../test/support/verify/subject';
import { subjectsOf } from '../test/support/verify/subjects';
import { Verification } from '../test/support/verify/verify';

/*
 * Verifies the templates of all examples and of an application with every feature: `npm run verify:aws`. Besides what the
 * tests run, it asks cfn-lint, which it installs from PyPI into .cache/.
 */

/** Those faults that only cfn-lint knows are run here, and it must find nothing in what they were made from. */
async function mutants(): Promise<string[]> {
  const missed: string[] = [];
  for (const good of await cfnLint.check([goodPipeline, goodWorkloads])) missed.push(`found in a good template: ${good.rule} ${good.at} ${good.message}`);
  for (const mutant of MUTANTS.filter(needsCfnLint)) {
    const found = (await cfnLint.check([mutated(mutant)])).map((finding) => nameOf(cfnLint.name, finding));
    if (!found.includes(mutant.foundBy)) missed.push(`not found: ${mutant.what} (${mutant.foundBy})`);
  }
  return missed;
}

async function main(): Promise<void> {
  const apps = Object.values(APPLICATIONS).map((make) => make());
  const applications = apps.map(subjectsOf);
  const checkers: Checker[] = [...CHECKERS, { name: 'nag', check: (subjects) => nag(apps[applications.indexOf(subjects)]) }, cfnLint];

  const verification = new Verification();
  console.log(`${'checker'.padEnd(12)} templates  suppressed  findings`);
  for (const checker of checkers) {
    await verification.run(checker, applications);
    const { templates, suppressed, findings } = verification.rows[verification.rows.length - 1];
    console.log(`${checker.name.padEnd(12)} ${`${templates}`.padStart(9)}  ${`${suppressed}`.padStart(10)}  ${`${findings.length}`.padStart(8)}`);
  }
  const missed = await mutants();
  const here = MUTANTS.filter(needsCfnLint).length;
  console.log(`\ncfn-lint ${CFN_LINT_VERSION}; ${here} of ${MUTANTS.length} faults are for it alone, the others are for npm test`);

  const told = [
    ...verification.rows.flatMap(({ checker, findings }) => findings.map(({ rule, at, message }) => `${checker}/${rule} ${at}\n  ${message}`)),
    ...verification.stale.map(({ checker, rule, finding }) => `suppresses nothing any more: ${checker} ${rule} ${finding}`),
    ...missed,
  ];
  for (const line of told) console.error(line);
  process.exitCode = told.length > 0 ? 1 : 0;
}

void main().catch((failure: Error) => {
  console.error(failure.message);
  process.exitCode = 1;
});
