import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allKinds } from '../../../tools/docs';
import { CHECKERS } from '../../support/verify/checkers';
import { mutated, nameOf } from '../../support/verify/mutant';
import type { Limit } from './pairs';
import { CONDITION_LIMITS, DEPLOYMENT_LIMITS, PIPELINE_LIMITS, PROVIDER_LIMITS } from './pairs';

const LIMITS = [...CONDITION_LIMITS, ...PROVIDER_LIMITS, ...PIPELINE_LIMITS, ...DEPLOYMENT_LIMITS];

async function found({ what, base, foundBy }: Limit, mutation: Limit['kept']): Promise<string[]> {
  const [checker] = CHECKERS.filter(({ name }) => foundBy.startsWith(`${name}/`));
  return (await checker.check([mutated({ what, base, mutation, foundBy })])).map((finding) => nameOf(checker.name, finding));
}

test.each(LIMITS)('$what: a template may go that far, and fails when it goes further ($foundBy)', async (limit) => {
  expect(await found(limit, limit.kept)).toEqual([]);
  expect(await found(limit, limit.broken)).toContain(limit.foundBy);
});

test('a limit that a declaration can break has a code, and any other says why none can', () => {
  expect(LIMITS.filter(({ codes, never }) => (codes.length > 0) === (never !== undefined))).toEqual([]);
  const known = allKinds().map(({ code }) => code);
  expect(LIMITS.flatMap(({ codes }) => codes).filter((code) => !known.includes(code))).toEqual([]);
});

test('every problem of this back end is shown by a test', () => {
  const folder = join(__dirname, '..');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts'));
  const tests = files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
  expect(allKinds().map(({ code }) => code).filter((code) => code.startsWith('SP4') && !tests.includes(code))).toEqual([]);
});
