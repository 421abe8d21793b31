import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BAD_DECLARATIONS } from './support/bad-declarations';

/** Tests that reach the codes which no declaration here does: of rules by their faults, of engines by their own. */
const ELSEWHERE = ['limits.test.ts', 'rules/mutants', 'policy', 'prometheus', 'kargo', 'flagger', 'plain', 'by-hand', 'promoter', 'read'];

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'spillway-bad-')); });
afterEach(() => rmSync(folder, { recursive: true }));

/** Every code of a text, each once, in order. */
function codesIn(text: string): string[] {
  return [...new Set(text.match(/SP\d{4}/g) ?? [])].sort();
}

test.each(BAD_DECLARATIONS)('fails when $when: $codes', ({ declare, codes }) => {
  const outdir = join(folder, 'dist');
  let told = '';
  try {
    declare(outdir).synth();
  } catch (error) {
    told = (error as Error).message;
  }
  const files = existsSync(outdir) ? readdirSync(outdir) : [];
  expect({ codes: codesIn(told), told, files }).toEqual({ codes, told, files: [] });
});

test('there are many, each of them once', () => {
  expect(BAD_DECLARATIONS.length).toBeGreaterThanOrEqual(100);
  expect(new Set(BAD_DECLARATIONS.map(({ when }) => when)).size).toBe(BAD_DECLARATIONS.length);
});

function textOf(path: string): string {
  if (!existsSync(path)) return '';
  if (path.endsWith('.ts')) return readFileSync(path, 'utf8');
  return readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8')).join('\n');
}

test('every code of the back end is reached, here or by the tests of its part', () => {
  const defined = [...textOf(join(__dirname, '..', '..', 'src', 'k8s')).matchAll(/export const (SP\d{4}) =/g)].map(([, code]) => code).sort();
  const reached = new Set([...BAD_DECLARATIONS.flatMap(({ codes }) => codes), ...ELSEWHERE.flatMap((part) => codesIn(textOf(join(__dirname, part))))]);
  expect(defined.length).toBeGreaterThan(120);
  expect(defined.filter((code) => !reached.has(code))).toEqual([]);
});
