import { Plan } from 'spillway';
import type { Problem } from '../../src/plan/problem';
import { PROBLEM_KINDS } from '../../src/plan/problem-registry';
import { allKinds } from '../../tools/docs';
import { BAD_DECLARATIONS } from '../support/bad-declarations';

const KINDS = [...PROBLEM_KINDS.values()];
const PROBLEMS: Problem[] = BAD_DECLARATIONS.flatMap(({ declare }) => Plan.of(declare()).problems);

/** First words of remedies: each an order to the reader. */
const IMPERATIVES = new Set([
  'accept', 'add', 'allow', 'bake', 'call', 'choose', 'declare', 'give', 'hold', 'keep', 'leave', 'let', 'list', 'look', 'lower', 'make', 'measure', 'mend', 'name', 'open',
  'put', 'raise', 'release', 'remove', 'rename', 'shorten', 'swap', 'take', 'use', 'write',
]);

describe.each(allKinds())('$code', ({ code, title, why, example }) => {
  test('has a code of its series and a title in the style of a message', () => {
    expect(code).toMatch(/^SP[1-68]\d{3}$/);
    expect(title).toMatch(/^[a-z]/);
    expect(title).not.toMatch(/[.:;]$/);
  });

  test('says in sentences why it matters, and shows a declaration that has it', () => {
    expect(why).toMatch(/^([A-Z]|cdk8s ).*\.$/);
    expect(example.trim()).not.toBe('');
  });
});

test('titles are as different as codes', () => {
  expect(new Set(KINDS.map(({ title }) => title)).size).toBe(KINDS.length);
});

test('every kind of the first two series is found in some wrong declaration', () => {
  const documentsOnly = ['SP1207', 'SP1301', 'SP1302'];
  const expected = KINDS.map(({ code }) => code).filter((code) => /^SP[12]/.test(code) && !documentsOnly.includes(code));
  expect([...new Set(PROBLEMS.map(({ code }) => code))].sort()).toEqual(expected.sort());
});

test.each(PROBLEMS.map((problem) => [problem.message, problem] as const))('%s', (message, { path, got, allowed, remedies }) => {
  expect(path).toMatch(/^Shop/);
  expect(got).not.toBe('');
  expect(allowed).not.toBe('');
  expect(remedies.length).toBeGreaterThan(0);
  for (const remedy of remedies) expect(IMPERATIVES).toContain(remedy.split(' ')[0]);
  for (const part of [allowed, ...remedies]) expect(part).not.toMatch(/^[A-Z](?![A-Z])|[.;]$|\.\s/);
  expect(message).not.toMatch(/undefined|NaN|Infinity|\[object|\n/);
});
