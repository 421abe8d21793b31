import type { ReleasePipeline } from '../model/release-pipeline';
import type { Plan } from '../plan/plan';
import type { Property } from '../rehearsal/prove/property';
import type { Timeline } from '../rehearsal/timeline';
import { assertionError } from './assertion-error';
import type { ReleasedOptions, RolledBackOptions } from './expect-outcome';
import { released, rolledBack } from './expect-outcome';
import { hasNoProblems } from './expect-problems';
import type { SatisfiesOptions } from './expect-property';
import { satisfies } from './expect-property';
import { exposesAtMost, harmsAtMost } from './expect-requests';
import type { Verdict } from './verdict';

/**
 * The release goes through all waves.
 * @throws an assertion error when it does not
 */
export function assertReleased(timeline: Timeline, options?: ReleasedOptions): void {
  assertPasses(released(timeline, options), assertReleased);
}

/**
 * The release is undone, and gone everywhere.
 * @throws an assertion error when it is not
 */
export function assertRollsBack(timeline: Timeline, options?: RolledBackOptions): void {
  assertPasses(rolledBack(timeline, options), assertRollsBack);
}

/**
 * At most so many requests of customers fail because of the release.
 * @throws an assertion error when more do
 */
export function assertHarmsAtMost(timeline: Timeline, requests: number): void {
  assertPasses(harmsAtMost(timeline, requests), assertHarmsAtMost);
}

/**
 * The release answers at most so many requests of customers.
 * @throws an assertion error when it answers more
 */
export function assertExposesAtMost(timeline: Timeline, requests: number): void {
  assertPasses(exposesAtMost(timeline, requests), assertExposesAtMost);
}

/**
 * A property holds for every release, in whatever order things happen.
 * @throws an assertion error when it does not
 */
export function assertSatisfiesProperty(pipeline: ReleasePipeline | Plan, property: Property, options?: SatisfiesOptions): void {
  assertPasses(satisfies(pipeline, property, options), assertSatisfiesProperty);
}

/**
 * The checks find nothing, but for warnings that somebody acknowledged.
 * @throws an assertion error when they find something
 */
export function assertHasNoProblems(pipeline: ReleasePipeline | Plan): void {
  assertPasses(hasNoProblems(pipeline), assertHasNoProblems);
}

function assertPasses(verdict: Verdict, assertion: (...args: never[]) => void): void {
  if (!verdict.pass) throw assertionError(verdict, assertion);
}
