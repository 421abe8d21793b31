import type { ProblemKind } from './problem-definition';
import * as documents from './problems';
import * as declaration from './problems-declaration';
import * as release from './problems-release';

/** Every kind of problem the core knows, by code. */
export const PROBLEM_KINDS: ReadonlyMap<string, ProblemKind> = new Map(
  [declaration, release, documents].flatMap((series) => Object.values(series)).map((kind) => [kind.code, kind]),
);
