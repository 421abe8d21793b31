import type { Problem } from './problem';

/** Thrown where there is no construct tree that could collect problems, for example when a plan is read. */
export class ProblemError extends Error {
  constructor(public readonly problems: Problem[]) {
    super(problems.map((problem) => problem.message).join('\n'));
    this.name = 'ProblemError';
  }
}
