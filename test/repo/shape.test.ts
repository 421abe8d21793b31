import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const src = join(__dirname, '..', '..', 'src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).sort();

test('half of the files are shorter than 110 lines', () => {
  const lengths = files.map((file) => readFileSync(join(src, file), 'utf8').split('\n').length).sort((a, b) => a - b);
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(110);
});

test('folders are at most three deep', () => {
  expect(files.filter((file) => file.split('/').length > 4)).toEqual([]);
});

test('an index.ts stands only where names are published, and where Lambda looks for a handler', () => {
  const published = ['index.ts', 'aws/index.ts', 'ci/index.ts', 'k8s/index.ts', 'pulumi/index.ts', 'testing/index.ts'];
  expect(files.filter((file) => file.endsWith('index.ts') && !published.includes(file) && !/^aws\/handlers\/\w+\/index.ts$/.test(file))).toEqual([]);
});

test('leaf helpers stay few', () => {
  expect(files.filter((file) => file.startsWith('private/')).length).toBeLessThanOrEqual(5);
});
