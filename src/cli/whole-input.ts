import * as unread from '../k8s/problems-read';
import { Severity } from '../plan/problem';
import { ProblemError } from '../plan/problem-error';
import { ProblemReport } from '../report/problem-report';
import type { Input } from './input';
import type { Io } from './io';

const OF_READING = new Set(Object.values(unread).map(({ code }) => code));

/**
 * An input of which everything was read, for commands that go on with a plan: a wave may stand in what was not. What was left out knowingly is told.
 * @returns the same, with what controllers would do otherwise as its only problems
 * @throws problems `SP5701` and `SP5704`
 */
export function wholeInput(input: Input, io: Io): Input {
  const ofReading = input.problems.filter(({ code }) => OF_READING.has(code));
  const errors = ofReading.filter(({ severity }) => severity === Severity.ERROR);
  if (errors.length > 0) throw new ProblemError(errors);
  io.err(ProblemReport.of(ofReading).toText());
  return { ...input, problems: input.problems.filter(({ code }) => !OF_READING.has(code)) };
}
