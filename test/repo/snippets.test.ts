import { compilePages, snippetsOf } from '../../tools/snippets';

const fence = '```';
const page = (body: string, info = 'ts') => `# Page\n\nText.\n\n${fence}${info}\n${body}\n${fence}\n`;

test('a program keeps the line numbers of its page', () => {
  const [{ line, program }] = snippetsOf(page('const a = 1;'));
  expect(line).toBe(6);
  expect(program.split('\n')[5]).toBe('const a = 1;');
});

test('a frame surrounds a fragment without moving it', () => {
  const [{ program }] = snippetsOf(page('use(a);', 'ts fixture=frame'), () => 'const a = 1;\nfunction f() {\n  /// here\n}\n');
  const lines = program.split('\n');
  expect(lines[0]).toBe('const a = 1; function f() { ');
  expect(lines[5]).toBe('use(a);');
  expect(lines.slice(6)).toContain('}');
});

test('other languages are left alone', () => {
  expect(snippetsOf(page('nonsense (', 'yaml'))).toEqual([]);
});

test('fails when a program does not compile, with page and line, and says nothing of one that does', () => {
  const said = compilePages({
    'docs/right.md': page("import { Duration } from 'spillway';\nDuration.minutes(5);"),
    'docs/deep/wrong.md': page("import { Duration } from 'spillway';\nDuration.minutes('5');"),
  });
  expect(said.split('\n').filter((line) => line.startsWith('docs/'))).toEqual([expect.stringMatching(/^docs\/deep\/wrong\.md:7:18: error TS2345/)]);
});
