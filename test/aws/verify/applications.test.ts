import type { App } from 'aws-cdk-lib/core';
import { APPLICATIONS } from '../../support/verify/applications';
import { CHECKERS } from '../../support/verify/checkers';
import { nag } from '../../support/verify/nag';
import type { Subject } from '../../support/verify/subject';
import { subjectsOf } from '../../support/verify/subjects';
import { SUPPRESSIONS } from '../../support/verify/suppressions';
import { Verification } from '../../support/verify/verify';

const verification = new Verification();
const apps: App[] = [];
const applications: Subject[][] = [];

beforeAll(() => {
  for (const make of Object.values(APPLICATIONS)) {
    const app = make();
    applications.push(subjectsOf(app));
    apps.push(app);
  }
});

test.each(CHECKERS)('$name finds nothing in any template of the examples and of the application with everything', async (checker) => {
  await verification.run(checker, applications);
  expect(verification.findingsOf(checker.name)).toEqual([]);
});

test('cdk-nag finds nothing in any stack of them', async () => {
  await verification.run({ name: 'nag', check: (subjects) => nag(apps[applications.indexOf(subjects)]) }, applications);
  expect(verification.findingsOf('nag')).toEqual([]);
});

test('what is suppressed is there, and says why', () => {
  expect(verification.stale.map(({ rule, finding }) => `${rule} ${finding}`)).toEqual([]);
  expect(SUPPRESSIONS.filter(({ reason }) => reason.length < 20)).toEqual([]);
});
