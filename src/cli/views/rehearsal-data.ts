import type { ManyReleases } from '../../rehearsal/many/many-releases';
import type { Told } from '../rehearsed';

/** What was rehearsed, for programs. What did not come about is null. */
export function storiesData(service: string, stories: readonly Told[]): object {
  return { service, stories: stories.map(storyData) };
}

function storyData({ name, timeline, missing }: Told): object {
  if (!timeline) return { story: name, missing };
  const { outcome, leadTimeMs = null, timeToDetectMs = null, timeToRecoverMs = null, exposedRequests, harmedRequests, events } = timeline;
  return {
    story: name, outcome, leadTimeMs, timeToDetectMs, timeToRecoverMs, exposedRequests, harmedRequests, errorBudgetRatio: timeline.errorBudgetRatio(), events,
  };
}

/** What becomes of many releases, for programs. Times are null where none is released. */
export function manyData(service: string, seed: number, many: ManyReleases): object {
  const { releases, leadTimeP50Ms, leadTimeP90Ms, leadTimeP99Ms, timeSpent } = many;
  const { falseRollbackRatio, escapedFailureRatio, rolledBackRatio, turnedAwayRatio, stuckRatio } = many;
  return {
    service, seed, releases, leadTimeP50Ms, leadTimeP90Ms, leadTimeP99Ms,
    falseRollbackRatio, escapedFailureRatio, rolledBackRatio, turnedAwayRatio, stuckRatio, timeSpent,
  };
}
