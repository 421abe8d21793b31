import { availableParallelism } from 'node:os';
import { inspect } from 'node:util';
import type { Io, Style } from './io';
import { playInThreads } from './many/threads';
import { exploreInThreads } from './prove/threads';

const ERASED = '\r\u001b[K';

/** The world of a process: results for a pipe are plain, and nobody watches the progress of what runs unattended. */
export function terminal({ stdout, stderr, env }: NodeJS.Process): Io {
  const hasColours = stdout.isTTY && !env.NO_COLOR && env.TERM !== 'dumb';
  // whoever reads has had enough, as `head` has
  stdout.on('error', (cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EPIPE') throw cause;
  });
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    progress: (text) => void (stderr.isTTY && stderr.write(ERASED + text)),
    paint: (style, text) => (hasColours ? painted(style, text) : text),
    playChunks: playInThreads(availableParallelism()),
    exploreParts: exploreInThreads(availableParallelism()),
  };
}

function painted(style: Style, text: string): string {
  const [on, off] = inspect.colors[style]!;
  return `\u001b[${on}m${text}\u001b[${off}m`;
}
