import { Validator } from '@cfworker/json-schema';
import { shown } from '../private/shown';
import type { PlanDocument } from './document';
import { PLAN_VERSION } from './document';
import type { Problem } from './problem';
import { ProblemError } from './problem-error';
import { SP3001, SP3002, SP3003 } from './problems';
import { PLAN_SCHEMA } from './schema';

/**
 * Reads a document, or throws with what is wrong in it. Whether what it declares is sound is not asked here: that is what
 * the checks are for.
 */
export function read(json: string): PlanDocument {
  const data = parse(json);
  const version: unknown = typeof data === 'object' && data !== null ? (data as Record<string, unknown>).version : undefined;
  if (version !== undefined && version !== PLAN_VERSION) {
    throw new ProblemError([SP3002.at('version', {
      got: JSON.stringify(version),
      allowed: `"${PLAN_VERSION}"`,
      remedies: ['write the plan again with this version of the library', 'read it with the version that wrote it'],
    })]);
  }
  const problems = malformed(data);
  if (problems.length > 0) throw new ProblemError(problems);
  return data as PlanDocument;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new ProblemError([SP3001.at('plan', {
      got: (cause as Error).message,
      allowed: 'a JSON document',
      remedies: ['pass the text that Plan.toJson() returned'],
    })]);
  }
}

/** Only the deepest findings: that an outer object is wrong because of an inner field says nothing new. */
function malformed(data: unknown): Problem[] {
  const { valid, errors } = new Validator(PLAN_SCHEMA, '2020-12', false).validate(data);
  if (valid) return [];
  const leaves = errors.filter((found) => !WRAPPERS.has(found.keyword));
  const seen = new Set<string>();
  return leaves.flatMap(({ instanceLocation, error: finding }) => {
    const path = instanceLocation.replace(/^#\/?/, '') || 'plan';
    if (seen.has(path + finding)) return [];
    seen.add(path + finding);
    return [SP3003.at(path, { got: shown(JSON.stringify(at(data, path))), allowed: `what the schema says: ${finding}`, remedies: ['mend the field'] })];
  });
}

const WRAPPERS = new Set(['properties', 'items', 'allOf', 'anyOf', 'if', 'then', 'additionalProperties']);

function at(data: unknown, path: string): unknown {
  if (path === 'plan') return data;
  return path.split('/').reduce<unknown>((value, key) => (typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[key.replace(/~1/g, '/').replace(/~0/g, '~')]
    : undefined), data);
}
