import type { ProblemDefinition } from './problem-definition';

/**
 * How bad a problem is.
 */
export enum Severity {
  /** Nothing is synthesized. */
  ERROR = 'error',
  /** Shown, and can be acknowledged with a reason. */
  WARNING = 'warning',
}

/**
 * What was found where.
 */
export interface ProblemDetails {
  /** Path of what is wrong: the pipeline's construct path, then the part of the plan. */
  readonly path: string;

  /** The value that was found. */
  readonly got: string;

  /** What would have been right, as an expression that follows "allowed is". */
  readonly allowed: string;

  /** What to do, each an imperative that mends it. */
  readonly remedies: string[];
}

/**
 * Something wrong with a declaration, a plan or an artefact, told so that it can be mended.
 */
export class Problem {
  /** @internal */
  public static _of(definition: ProblemDefinition, details: ProblemDetails): Problem {
    return new Problem(definition, details);
  }

  /** `SP` and four digits; see `docs/problems.md`. */
  public readonly code: string;

  /** How bad it is. */
  public readonly severity: Severity;

  /** What is wrong, in general. */
  public readonly title: string;

  /** Where it is. */
  public readonly path: string;

  /** The value that was found. */
  public readonly got: string;

  /** What would have been right. */
  public readonly allowed: string;

  /** What to do. */
  public readonly remedies: string[];

  private constructor(definition: ProblemDefinition, details: ProblemDetails) {
    this.code = definition.code;
    this.severity = definition.severity;
    this.title = definition.title;
    this.path = details.path;
    this.got = details.got;
    this.allowed = details.allowed;
    this.remedies = [...details.remedies];
  }

  /** The whole finding in one sentence. */
  public get message(): string {
    return `${this.code} ${this.path}: ${this.title}: got "${this.got}", allowed is ${this.allowed}; ${this.remedies.join(', or ')}`;
  }

  /** The whole finding in one sentence. */
  public toString(): string {
    return this.message;
  }
}
