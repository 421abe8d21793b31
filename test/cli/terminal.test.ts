import { execFile } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { promisify } from 'node:util';
import { terminal } from '../../src/cli/terminal';

/** A process of which only what a terminal looks at is there. */
function processOf({ isTTY, env = {} }: { isTTY: boolean; env?: NodeJS.ProcessEnv }) {
  const written: string[] = [];
  const stream = () => Object.assign(new EventEmitter(), { isTTY, write: (text: string) => written.push(text) });
  const world = { stdout: stream(), stderr: stream(), env, exitCode: undefined };
  return { io: terminal(world as unknown as NodeJS.Process), world, written };
}

test('a terminal has colours and progress', () => {
  const { io, written } = processOf({ isTTY: true });
  expect(io.paint('red', 'error')).toBe('\u001b[31merror\u001b[39m');
  io.progress('1 of 2');
  io.progress('');
  expect(written).toEqual(['\r\u001b[K1 of 2', '\r\u001b[K']);
});

test('a pipe has neither', () => {
  const { io, written } = processOf({ isTTY: false });
  expect(io.paint('red', 'error')).toBe('error');
  io.progress('1 of 2');
  expect(written).toEqual([]);
});

test.each([[{ NO_COLOR: '1' }], [{ TERM: 'dumb' }]])('%j wants no colours', (env) => {
  expect(processOf({ isTTY: true, env }).io.paint('red', 'error')).toBe('error');
});

describe('what cannot be written', () => {
  const cause = (code: string) => Object.assign(new Error(`${code}: no luck, write`), { code });

  test.each(['stdout', 'stderr'] as const)('since whoever reads %s has had enough is no failure', (name) => {
    const { world, written } = processOf({ isTTY: false });
    world[name].emit('error', cause('EPIPE'));
    expect({ exitCode: world.exitCode, written }).toEqual({ exitCode: undefined, written: [] });
  });

  test('since the disk is full is told in one line, once, and the shell is told', () => {
    const { world, written } = processOf({ isTTY: false });
    for (let i = 0; i < 2; i++) world.stdout.emit('error', cause('ENOSPC'));
    expect(world.exitCode).toBe(2);
    expect(written).toEqual([expect.stringMatching(/^error SP8004 standard output: output cannot be written: got "ENOSPC: no luck", .*\n$/)]);
  });

  test('of hints is told to the shell alone', () => {
    const { world, written } = processOf({ isTTY: false });
    world.stderr.emit('error', cause('ENOSPC'));
    expect({ exitCode: world.exitCode, written }).toEqual({ exitCode: 2, written: [] });
  });
});

describe('a process', () => {
  const run = promisify(execFile);
  const code = async (line: string) => {
    const { stdout } = await run('bash', ['-c', `spillway() { node -r ts-node/register/transpile-only src/cli/spillway.ts "$@"; }; ${line}; echo $?`]);
    return stdout;
  };

  test.each([
    ['whose result finds no room says so', 'spillway plan examples/two-worlds/plan.json 2>&1 > /dev/full', /^error SP8004 standard output: .*got "ENOSPC: no space left on device".*\n2\n$/],
    ['of whose problems nobody hears ends as it would', 'set -o pipefail; spillway plan nowhere.json 2> >(exec true)', /^2\n$/],
  ])('%s', async (_, line, says) => {
    expect(await code(line)).toMatch(says);
  });
});
