import { readFileSync } from 'node:fs';
import { spillway } from './fixture';

const COMMANDS = ['plan', 'check', 'rehearse', 'replay', 'prove', 'diff', 'report', 'audit'];

test('the help lists all commands, each with what it answers', async () => {
  const { exit, out, err } = await spillway('--help');
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  for (const command of COMMANDS) expect(out).toMatch(new RegExp(`^  ${command} .*[a-z]{3}`, 'm'));
});

test.each(COMMANDS)('the help of %s has examples and all exit codes', async (command) => {
  const { exit, out } = await spillway(command, '--help');
  expect(exit).toBe(0);
  expect(out).toMatch(new RegExp(`\nExamples:\n(  spillway ${command} .+\n){2,}\nExit codes:\n`));
  for (const code of [0, 1, 2, 3, 70]) expect(out).toMatch(new RegExp(`^ +${code}  [a-z]`, 'm'));
  expect(await spillway('help', command)).toMatchObject({ exit: 0, out });
});

test('the version is that of the package', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(await spillway('--version')).toMatchObject({ exit: 0, out: `${version}\n` });
});

test('without a command the help is shown, and nothing was done', async () => {
  expect(await spillway()).toMatchObject({ exit: 2, out: '', err: expect.stringContaining('Usage: spillway') });
});

describe('fails when', () => {
  test.each([
    ['a command has another name', ['chekc', 'plan.json'], /error: unknown command 'chekc'\n\(Did you mean check\?\)/],
    ['an option has another name', ['check', 'plan.json', '--serif'], /error: unknown option '--serif'\n\(Did you mean --sarif\?\)/],
    ['no path is given', ['prove'], /error: missing required argument 'path'\n\(--help shows examples\)/],
    ['two paths are given', ['plan', 'a', 'b'], /error: too many arguments/],
  ])('%s', async (_, argv, message) => {
    const { exit, out, err } = await spillway(...argv);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toMatch(message);
  });
});
