import type { ReleaseMatchers } from './release-matchers';
import { releaseMatchers } from './release-matchers';

// the parameters have to be called as they are in @types/jest, whose interface this becomes a part of
declare global {
  namespace jest {
    interface Matchers<R, T = {}> extends ReleaseMatchers<R> {}
  }
}

/** What a test runner that has globals brings along. */
declare const expect: { extend(matchers: object): void };

expect.extend(releaseMatchers);
