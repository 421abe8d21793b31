import * as fc from 'fast-check';
import type { PlanDocument } from '../../../src/plan/document';
import { planDocuments } from '../../support/arbitrary-plan';

/** A plan, and the same with one field changed. */
export interface ChangedPlan {
  readonly before: PlanDocument;
  readonly after: PlanDocument;
  readonly path: string;
}

/** Random plans in each of which one leaf of the document is another one: a number is one more, a text is longer, a yes is a no. */
export function changedPlans(): fc.Arbitrary<ChangedPlan> {
  return fc.tuple(planDocuments(), fc.nat()).map(([before, n]) => {
    const paths = leaves(before).filter((path) => !NAMING.test(path.join('/')));
    const path = paths[n % paths.length];
    return { before, after: changedAt(before, path) as PlanDocument, path: path.join('/') };
  });
}

/** The form of the document. What a choice is called has a meaning only together with other fields. */
const NAMING = /^version$|kind$/;

function leaves(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

function changedAt(value: unknown, [key, ...rest]: string[]): unknown {
  if (key === undefined) return other(value);
  if (Array.isArray(value)) return value.map((inner, i) => (String(i) === key ? changedAt(inner, rest) : inner));
  return { ...value as object, [key]: changedAt((value as Record<string, unknown>)[key], rest) };
}

function other(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  return value === null ? { requestsPerSecond: 1, errorRatio: 0, clusteringFactor: 1 } : `${String(value)}x`;
}
