import type { EnvironmentExposure, ExposurePoint, Timeline } from '../../rehearsal/timeline';
import { thinned } from './thinned';

/** What the customers of all environments had met at a time, in the order of the environments. */
export interface SpreadPoint {
  readonly afterMs: number;
  readonly met: readonly number[];
  readonly harmed: readonly number[];
}

/** Whom a release met, and whom it harmed, as it came about. */
export interface Spread {
  /** Those in which it met anybody. */
  readonly environments: readonly string[];
  /** At least two, and no more than a curve needs. */
  readonly points: readonly SpreadPoint[];
}

/** Nobody sees a smaller step than this share of a picture's height. */
const TOLERANCE_RATIO = 0.005;

/** How a story spread; nothing when no customer met the release. */
export function spreadOf(timeline: Timeline): Spread | undefined {
  const reached = timeline.exposures.filter(({ points }) => (points.at(-1)?.requests ?? 0) > 0);
  if (reached.length === 0) return undefined;
  const times = [...new Set(reached.flatMap(({ points }) => points.map(({ afterMs }) => afterMs)))].sort((a, b) => a - b);
  const columns = reached.map((exposure) => along(exposure, times));
  const points = times.map((afterMs, i) => ({
    afterMs, met: columns.map((column) => column[i].requests), harmed: columns.map((column) => column[i].harmedRequests),
  }));
  return {
    environments: reached.map(({ environment }) => environment),
    points: thinned(points, ({ afterMs, met, harmed }) => [afterMs, ...met, ...harmed], TOLERANCE_RATIO),
  };
}

/** Both counts at each of the times, which are in order. */
function along({ points }: EnvironmentExposure, times: readonly number[]): Pick<ExposurePoint, 'requests' | 'harmedRequests'>[] {
  let next = 0;
  return times.map((atMs) => {
    while (next < points.length && points[next].afterMs <= atMs) next += 1;
    const [before, after] = [points[next - 1], points[next]];
    if (!before) return { requests: 0, harmedRequests: 0 };
    if (!after) return before;
    const share = (atMs - before.afterMs) / (after.afterMs - before.afterMs);
    const between = (key: 'requests' | 'harmedRequests') => before[key] + share * (after[key] - before[key]);
    return { requests: between('requests'), harmedRequests: between('harmedRequests') };
  });
}
