import { availableParallelism } from 'node:os';
import { styleText } from 'node:util';
import type { Io } from './io';
import { playInThreads } from './many/threads';

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
    paint: (style, text) => (hasColours ? styleText(style, text) : text),
    playChunks: playInThreads(availableParallelism()),
  };
}
