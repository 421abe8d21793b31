export type { ReleasedOptions, RolledBackOptions } from './expect-outcome';
export type { SatisfiesOptions } from './expect-property';
export {
  assertExposesAtMost, assertHarmsAtMost, assertHasNoProblems, assertReleased, assertRollsBack, assertSatisfiesProperty,
} from './release-assertions';
export type { ReleaseMatchers } from './release-matchers';
export { releaseMatchers } from './release-matchers';
