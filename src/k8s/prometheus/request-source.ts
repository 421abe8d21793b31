import type { Target } from './target';

/** By what the requests of one version are told from those of another; by nothing where they are not. */
export type Distinction = 'pods' | 'service' | 'nothing';

/** Who counts requests, and what its metrics are called. */
export interface RequestSource {
  readonly name: string;
  /** A counter. */
  readonly requests: string;
  /** Matcher of the requests that failed. */
  readonly failed: string;
  /** Buckets of a histogram. */
  readonly latencyBuckets: string;
  readonly latencyUnitMs: 1 | 1000;
  readonly versionsBy: Distinction;
  /** Matchers of the requests of a target. */
  matchers(target: Target): string;
}

/** PromQL selectors of the requests of a target. */
export interface RequestSeries {
  readonly all: string;
  readonly failed: string;
  readonly latencyBuckets: string;
}

export function seriesOf(source: RequestSource, target: Target): RequestSeries {
  const matchers = source.matchers(target);
  return {
    all: `${source.requests}{${matchers}}`,
    failed: `${source.requests}{${matchers},${source.failed}}`,
    latencyBuckets: `${source.latencyBuckets}{${matchers}}`,
  };
}
