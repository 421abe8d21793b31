import type { ProblemKind } from './problem-definition';
import * as documents from './problems';
import * as declaration from './problems-declaration';
import * as release from './problems-release';
import * as statistics from './problems-statistics';

/** Every kind of problem the core knows, by code. */
export const PROBLEM_KINDS: ReadonlyMap<string, ProblemKind> = new Map(
  [declaration, release, statistics, documents].flatMap((series) => Object.values(series)).map((kind) => [kind.code, kind]),
);
