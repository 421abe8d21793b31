import type { ProblemDetails } from './problem';
import { Problem, Severity } from './problem';

/** What is always true of a kind of problem; `docs/problems.md` is written from these. */
export interface ProblemDefinition {
  readonly code: string;
  readonly severity: Severity;
  /** Lower case, without a full stop; a message begins with it. */
  readonly title: string;
  /** Why it matters. */
  readonly why: string;
  /** A declaration that has it. */
  readonly example: string;
}

/** Defines a kind of problem that keeps anything from being synthesized. */
export function error(code: string, title: string, why: string, example: string): ProblemKind {
  return kind({ code, severity: Severity.ERROR, title, why, example });
}

/** Defines a kind of problem that is shown and can be acknowledged. */
export function warning(code: string, title: string, why: string, example: string): ProblemKind {
  return kind({ code, severity: Severity.WARNING, title, why, example });
}

export interface ProblemKind extends ProblemDefinition {
  readonly at: (path: string, details: Omit<ProblemDetails, 'path'>) => Problem;
}

function kind(definition: ProblemDefinition): ProblemKind {
  return { ...definition, at: (path, details) => Problem._of(definition, { path, ...details }) };
}
