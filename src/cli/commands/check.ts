import type { Command } from 'commander';
import { ProblemReport } from '../../report/problem-report';
import type { End } from '../exit';
import { Exit } from '../exit';
import { readInput } from '../input';
import type { Io } from '../io';
import { RELEASE } from '../options';

/** `spillway check`: what is wrong with a release. */
export function checkCommand(program: Command, io: Io, end: End): void {
  program.command('check')
    .summary('what is wrong with a release')
    .argument('<path>', RELEASE)
    .action((path: string) => {
      const input = readInput(path);
      const problems = [...input.problems, ...input.plans.flatMap((plan) => plan.problems)];
      io.out(ProblemReport.of(problems).toText());
      if (problems.some(({ severity }) => severity === 'error')) end(Exit.FINDINGS);
    });
}
