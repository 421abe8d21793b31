import type { Exit } from '../../src/cli/exit';
import type { Io } from '../../src/cli/io';
import { playHere } from '../../src/cli/many/chunks';
import { exploreHere } from '../../src/cli/prove/parts';
import { run } from '../../src/cli/run';

/** A thread compiles what it loads by itself. */
export const SOURCES = { execArgv: ['-r', 'ts-node/register/transpile-only'] };

/** What a run of the command left behind. */
export interface Ran {
  readonly exit: Exit;
  readonly out: string;
  readonly err: string;
  /** Each line of progress that was shown. */
  readonly progress: string[];
}

/** Runs the command in this process: `spillway('plan', 'plan.json')`. Nothing is coloured unless `io` says so. */
export async function spillway(...argv: string[]): Promise<Ran> {
  return spillwayWith({}, ...argv);
}

export async function spillwayWith(io: Partial<Io>, ...argv: string[]): Promise<Ran> {
  const written = { out: '', err: '', progress: new Array<string>() };
  const exit = await run(argv, {
    out: (text) => void (written.out += text),
    err: (text) => void (written.err += text),
    progress: (text) => void written.progress.push(text),
    paint: (_, text) => text,
    playChunks: playHere,
    exploreParts: exploreHere,
    ...io,
  });
  return { exit, ...written };
}
