import type { ProblemError } from 'spillway/pulumi';
import { manifestsIn } from 'spillway/pulumi';
import { directoryOf } from './assembly';

const config = (name: string, data = '') => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${data}`;
const namesIn = (files: Record<string, string>) => manifestsIn(directoryOf(files)).map(({ metadata }) => metadata.name);

test('all documents of all files are read, in the order of the names of the files', () => {
  expect(namesIn({ 'b.yml': config('b'), 'a.yaml': `${config('a1')}---\n${config('a2')}---\n`, 'sub/c.json': '{"apiVersion":"v1","kind":"X","metadata":{"name":"c"}}' }))
    .toEqual(['a1', 'a2', 'b', 'c']);
});

test('other files are passed over', () => {
  expect(namesIn({ 'a.yaml': config('a'), 'README.md': '# no YAML: {' })).toEqual(['a']);
});

test('a list is its items', () => {
  expect(namesIn({ 'a.json': '{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"X","metadata":{"name":"in-list"}}]}' })).toEqual(['in-list']);
});

test('scalars mean what they mean to kubectl', () => {
  const [manifest] = manifestsIn(directoryOf({ 'a.yaml': config('a', 'spec:\n  until: 2026-12-18\n  mode: 0644\n  debug: off\n') }));
  expect(manifest.spec).toEqual({ until: '2026-12-18', mode: 420, debug: false });
});

test('fails when files are not YAML, with all of them at once', () => {
  try {
    manifestsIn(directoryOf({ 'a.yaml': 'a: [', 'b.yaml': config('b'), 'c.yaml': 'c: {' }));
    throw new Error('should not get here');
  } catch (thrown) {
    expect((thrown as ProblemError).problems.map(({ code }) => code)).toEqual(['SP6101', 'SP6101']);
  }
});

test('fails when there is no folder, and when it is empty', () => {
  expect(() => manifestsIn('/nowhere')).toThrow('SP6101');
  expect(() => manifestsIn(directoryOf({}))).toThrow('SP6101');
});
