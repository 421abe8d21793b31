import { EventEmitter } from 'node:events';
import { terminal } from '../../src/cli/terminal';

/** A process of which only what a terminal looks at is there. */
function processOf({ isTTY, env = {} }: { isTTY: boolean; env?: NodeJS.ProcessEnv }) {
  const written: string[] = [];
  const stream = () => Object.assign(new EventEmitter(), { isTTY, write: (text: string) => written.push(text) });
  const stdout = stream();
  return { io: terminal({ stdout, stderr: stream(), env } as unknown as NodeJS.Process), stdout, written };
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

test('a reader that has had enough is no failure, and a full disk is one', () => {
  const { stdout } = processOf({ isTTY: false });
  const broken = (code: string) => () => stdout.emit('error', Object.assign(new Error(code), { code }));
  expect(broken('EPIPE')).not.toThrow();
  expect(broken('ENOSPC')).toThrow('ENOSPC');
});
