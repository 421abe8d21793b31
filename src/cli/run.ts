import { CommanderError } from 'commander';
import { ProblemError } from '../plan/problem-error';
import { ProblemReport } from '../report/problem-report';
import { Exit } from './exit';
import type { Io } from './io';
import { program } from './program';

/**
 * Runs the command. Never throws.
 * @param argv what stands behind the name of the command
 */
export async function run(argv: readonly string[], io: Io): Promise<Exit> {
  let exit = Exit.FINE;
  try {
    await program(io, (end) => {
      exit = end;
    }).parseAsync(argv, { from: 'user' });
  } catch (thrown) {
    io.progress('');
    exit = told(thrown, io);
  }
  return exit;
}

function told(thrown: unknown, io: Io): Exit {
  // commander has said what is wrong, or has shown its help
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? Exit.FINE : Exit.MISUSE;
  if (thrown instanceof ProblemError) {
    io.err(ProblemReport.of(thrown.problems).toText());
    return Exit.MISUSE;
  }
  io.err(`spillway has a defect: ${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
  return Exit.DEFECT;
}
