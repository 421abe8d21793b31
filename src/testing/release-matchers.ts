import type { ReleasePipeline } from '../model/release-pipeline';
import type { Plan } from '../plan/plan';
import type { Property } from '../rehearsal/prove/property';
import type { Timeline } from '../rehearsal/timeline';
import type { ReleasedOptions, RolledBackOptions } from './expect-outcome';
import { released, rolledBack } from './expect-outcome';
import { hasNoProblems } from './expect-problems';
import type { SatisfiesOptions } from './expect-property';
import { satisfies } from './expect-property';
import { exposesAtMost, harmsAtMost } from './expect-requests';
import type { Verdict } from './verdict';

/**
 * What `expect` can be asked once it has been extended by `releaseMatchers`.
 */
export interface ReleaseMatchers<R> {
  /** Of a timeline: the release goes through all waves. */
  toBeReleased(options?: ReleasedOptions): R;

  /** Of a timeline: the release is undone, and gone everywhere. */
  toRollBack(options?: RolledBackOptions): R;

  /** Of a timeline: at most so many requests of customers fail because of the release. */
  toHarmAtMost(requests: number): R;

  /** Of a timeline: the release answers at most so many requests of customers. */
  toExposeAtMost(requests: number): R;

  /** Of a pipeline or a plan: a property holds for every release, in whatever order things happen. */
  toSatisfyProperty(property: Property, options?: SatisfiesOptions): R;

  /** Of a pipeline or a plan: the checks find nothing, but for warnings that somebody acknowledged. */
  toHaveNoProblems(): R;
}

/** What `expect` wants to know of a matcher. */
interface Matched {
  readonly pass: boolean;
  message(): string;
}

/**
 * Matchers for `expect.extend`: of jest, of vitest, and of everything else that has their `expect`.
 */
export const releaseMatchers = {
  toBeReleased: (timeline: Timeline, options?: ReleasedOptions) => matched(released(timeline, options)),
  toRollBack: (timeline: Timeline, options?: RolledBackOptions) => matched(rolledBack(timeline, options)),
  toHarmAtMost: (timeline: Timeline, requests: number) => matched(harmsAtMost(timeline, requests)),
  toExposeAtMost: (timeline: Timeline, requests: number) => matched(exposesAtMost(timeline, requests)),
  toSatisfyProperty: (pipeline: ReleasePipeline | Plan, property: Property, options?: SatisfiesOptions) => matched(satisfies(pipeline, property, options)),
  toHaveNoProblems: (pipeline: ReleasePipeline | Plan) => matched(hasNoProblems(pipeline)),
};

function matched({ pass, message }: Verdict): Matched {
  return { pass, message: () => message };
}
