import { availableParallelism } from 'node:os';
import { inspect } from 'node:util';
import { Exit } from './exit';
import type { Io, Style } from './io';
import { playInThreads } from './many/threads';
import { SP8004 } from './problems';
import { exploreInThreads } from './prove/threads';

const ERASED = '\r\u001b[K';

/** The world of a process: results for a pipe are plain, and nobody watches the progress of what runs unattended. */
export function terminal(world: NodeJS.Process): Io {
  const { stdout, stderr, env } = world;
  const hasColours = stdout.isTTY && !env.NO_COLOR && env.TERM !== 'dumb';
  watch(world);
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    progress: (text) => void (stderr.isTTY && stderr.write(ERASED + text)),
    paint: (style, text) => (hasColours ? painted(style, text) : text),
    playChunks: playInThreads(availableParallelism()),
    exploreParts: exploreInThreads(availableParallelism()),
  };
}

/** What is lost on its way out was not said: the shell is told, whatever the command has come to. */
function watch(world: NodeJS.Process): void {
  const { stdout, stderr } = world;
  let isTold = false;
  const lost = (cause: NodeJS.ErrnoException, tell?: (text: string) => void) => {
    // whoever reads has had enough, as `head` has
    if (cause.code === 'EPIPE') return;
    world.exitCode = Exit.MISUSE;
    if (!isTold) tell?.(`${unwritten(cause)}\n`);
    isTold = true;
  };
  stdout.on('error', (cause) => lost(cause, (text) => stderr.write(text)));
  stderr.on('error', (cause) => lost(cause));
}

function unwritten({ message }: Error): string {
  const problem = SP8004.at('standard output', {
    // behind the comma stands a call
    got: message.split(', ')[0], allowed: 'room for all of it', remedies: ['make room', 'write to another place with --out'],
  });
  return `${problem.severity} ${problem.message}`;
}

function painted(style: Style, text: string): string {
  const [on, off] = inspect.colors[style]!;
  return `\u001b[${on}m${text}\u001b[${off}m`;
}
