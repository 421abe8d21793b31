import { rmSync } from 'node:fs';
import { describeWithShared } from '../../shared';
import { APPLICATIONS } from '../support/verify/applications';
import { CHECKERS } from '../support/verify/checkers';
import { FAULTS, saidOf } from '../support/verify/faults';
import type { Checker, Subject } from '../support/verify/subject';
import { written } from '../support/verify/subject';

/** Checkers whose program is there; in CI all of them have to be. */
const present = (checker: Checker) => process.env.CI !== undefined || checker.missing() === undefined;
const noted = (checker: Checker) => (present(checker) ? checker.name : `${checker.name} (skipped: ${checker.missing()})`);

describeWithShared('what applications write', () => {
  const subjects: Record<string, Subject> = {};
  beforeAll(() => {
    for (const [name, make] of Object.entries(APPLICATIONS)) subjects[name] = written(name, make);
  });
  afterAll(() => Object.values(subjects).forEach(({ directory }) => rmSync(directory, { recursive: true })));

  const pairs = CHECKERS.flatMap((checker) => Object.keys(APPLICATIONS).map((name) => ({ checker, name })));
  for (const { checker, name } of pairs) {
    (present(checker) ? test : test.skip)(`${noted(checker)} finds nothing in ${name}`, () => expect(checker.check(subjects[name])).toEqual([]));
  }

  for (const fault of FAULTS) {
    const checker = CHECKERS.find(({ name }) => name === fault.foundBy)!;
    (present(checker) ? test : test.skip)(`${noted(checker)} fails when there is ${fault.what}`, () => expect(saidOf(fault, subjects.everything, checker)).not.toEqual([]));
  }
});

test('every checker is shown to fail, but for the rules of controllers, which have faults of their own', () => {
  const shown = new Set(FAULTS.map(({ foundBy }) => foundBy));
  expect(CHECKERS.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual(['controllers']);
  expect(new Set(FAULTS.map(({ what }) => what)).size).toBe(FAULTS.length);
});
