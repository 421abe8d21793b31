import { Plan } from '../plan/plan';
import type { Problem } from '../plan/problem';
import { ProblemError } from '../plan/problem-error';
import { PROBLEM_KINDS } from '../plan/problem-registry';
import { SP3003 } from '../plan/problems';

/** Deeper than any plan. */
const DEPTH_AT_MOST = 100;

/**
 * Reads plans that were written as documents.
 * @param texts by the name of each file
 * @throws problems `SP3001` to `SP3003` of all of them, each with its file
 */
export function writtenPlans(texts: Readonly<Record<string, string>>): Plan[] {
  const problems: Problem[] = [];
  const plans = Object.entries(texts).flatMap(([name, text]) => {
    try {
      return [planOf(text)];
    } catch (thrown) {
      if (!(thrown instanceof ProblemError)) throw thrown;
      problems.push(...thrown.problems.map((problem) => inFile(name, problem)));
      return [];
    }
  });
  if (problems.length > 0) throw new ProblemError(problems);
  return plans;
}

function planOf(text: string): Plan {
  if (isTooDeep(parsed(text), DEPTH_AT_MOST)) {
    throw new ProblemError([SP3003.at('plan', {
      got: `more than ${DEPTH_AT_MOST} values inside one another`, allowed: 'what the schema says', remedies: ['write the plan with Plan.of(pipeline).toJson()'],
    })]);
  }
  return Plan.fromJson(text);
}

/** What does not parse is refused by whoever reads it. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isTooDeep(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return left === 0 || Object.values(value).some((inner) => isTooDeep(inner, left - 1));
}

/** The document as a whole has no place but its file. */
function inFile(name: string, { code, path, ...details }: Problem): Problem {
  return PROBLEM_KINDS.get(code)!.at(path === 'plan' ? name : `${name} ${path}`, details);
}
