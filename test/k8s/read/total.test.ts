import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { k8s, Plan } from 'spillway';
import { parse } from 'yaml';
import { shopApp } from '../../../examples/k8s-shop/app';
import { describeWithShared, shared } from '../../shared';
import { writtenTexts } from './written-texts';

/** Whatever the texts are, plans are sound documents, and what is wrong is told. */
function expectRead(texts: Record<string, string>): string[] {
  const { plans, problems } = k8s.ManifestReading.of(texts);
  for (const plan of plans) {
    expect(Plan.fromJson(plan.toJson()).toJson()).toBe(plan.toJson());
    expect(plan.problems.every(({ code }) => code.startsWith('SP'))).toBe(true);
  }
  return problems.map(({ code }) => code);
}

test('any text is read', () => {
  const words = fc.constantFrom('kind: Rollout\n', 'apiVersion: argoproj.io/v1alpha1\n', 'spec:\n', '{', '}', '[', ']', '\n', '  ', '- ', 'a: ', '&a ', '*a', '{{ .Values.x }}', '"', '|', '\t', '---\n', '<<: ');
  fc.assert(fc.property(fc.oneof(fc.string(), fc.array(words, { maxLength: 30 }).map((parts) => parts.join('')), fc.json()), (text) => {
    expectRead({ text });
  }), { numRuns: 300 });
});

test('what no reader should follow to its end is told', () => {
  const bomb = ['kind: A', '  a: &a [x, x]', ...Array.from({ length: 12 }, (_, i) => `b${i}: &${'bcdefghijklm'[i]} [${Array(10).fill(`*${'abcdefghijkl'[i]}`).join(', ')}]`)].join('\n').replace('  a', 'a');
  expect(expectRead({ bomb })).toEqual(['SP5704']);
  expect(expectRead({ again: 'apiVersion: v1\nkind: A\nspec: &all { again: *all }' })).toEqual(['SP5704']);
  expect(expectRead({ deep: `{ "kind": ${'['.repeat(200)}${']'.repeat(200)} }` })).toEqual(['SP5704']);
  expect(expectRead({ 'broken.yaml': 'kind: [' })).toEqual(['SP5701']);
});

const odd = fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>(-1, 1e300, '', '${{', 'a > bool x', [[]], null, '99999999999h', { __proto__: 1 }));

/** A value in place of another one somewhere in a document. */
function replaced(document: unknown, [first, ...path]: number[], value: unknown): unknown {
  if (typeof document !== 'object' || document === null || first === undefined) return value;
  const entries = Object.entries(document);
  if (entries.length === 0) return value;
  const [key, inner] = entries[first % entries.length];
  const changed = replaced(inner, path, value);
  return Array.isArray(document) ? document.map((item: unknown, i) => (`${i}` === key ? changed : item)) : { ...document, [key]: changed };
}

test('manifests with something else in some place are read', () => {
  const texts = writtenTexts(shopApp('unused'));
  const files = Object.keys(texts).filter((file) => /delivery|one-box/.test(file));
  const parts = Object.fromEntries(files.map((file) => [file, texts[file]]));
  fc.assert(fc.property(fc.constantFrom(...files), fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 9 }), odd, (file, path, value) => {
    expectRead({ ...parts, [file]: JSON.stringify(replaced(parse(texts[file]), path, value)) });
  }), { numRuns: 60 });
});

describeWithShared('manifests of others', () => {
  test('with letters changed are read', () => {
    const folders = ['argo-rollouts-examples', 'flagger-examples', 'kargo-e2e'];
    const texts = folders.flatMap((folder) => readdirSync(shared('data', folder)).map((file) => readFileSync(shared('data', folder, file), 'utf8')));
    fc.assert(fc.property(fc.constantFrom(...texts), fc.array(fc.tuple(fc.nat(), fc.string({ maxLength: 3 })), { maxLength: 5 }), (text, edits) => {
      expectRead({ edited: edits.reduce((left, [at, letters]) => left.slice(0, at % left.length) + letters + left.slice(at % left.length + 1), text) });
    }), { numRuns: 100 });
  });
});
