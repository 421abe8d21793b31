import type { IDuration } from '../model/duration';
import { durationSymbols } from '../private/duration-text';
import type { Timeline } from '../rehearsal/timeline';
import { Outcome } from '../rehearsal/timeline';
import { lastLines } from './last-lines';
import { receivedTimeline } from './received';
import type { Verdict } from './verdict';
import { verdict } from './verdict';

/**
 * In what time a release must be through.
 */
export interface ReleasedOptions {
  /**
   * From its arrival to the end of the last wave, at most.
   * @default - any time
   */
  readonly within?: IDuration;
}

/**
 * In what time a release must be gone.
 */
export interface RolledBackOptions {
  /**
   * From the first moment that something wrong with it shows anywhere until it is gone everywhere, at most.
   * @default - any time
   */
  readonly within?: IDuration;
}

/** It goes through all waves. */
export function released(received: Timeline, { within }: ReleasedOptions = {}): Verdict {
  const timeline = receivedTimeline(received);
  const pass = timeline.outcome === Outcome.RELEASED && isWithin(timeline.leadTimeMs, within);
  return verdict({ pass, subject: 'the release', to: `be released${inTime(within)}`, received: ended(timeline), evidence: lastLines(timeline) });
}

/** It is undone, and gone. */
export function rolledBack(received: Timeline, { within }: RolledBackOptions = {}): Verdict {
  const timeline = receivedTimeline(received);
  const goneMs = msUntilGone(timeline);
  const pass = timeline.outcome === Outcome.ROLLED_BACK && goneMs !== undefined && isWithin(goneMs, within);
  return verdict({ pass, subject: 'the release', to: `be rolled back${inTime(within)}`, received: ended(timeline), evidence: lastLines(timeline) });
}

function msUntilGone({ timeToDetectMs, timeToRecoverMs }: Timeline): number | undefined {
  return timeToDetectMs === undefined || timeToRecoverMs === undefined ? undefined : timeToDetectMs + timeToRecoverMs;
}

function isWithin(ms: number | undefined, within: IDuration | undefined): boolean {
  return within === undefined || (ms !== undefined && ms <= within.toMilliseconds());
}

function inTime(within: IDuration | undefined): string {
  return within ? ` within ${durationSymbols(within.toMilliseconds())}` : '';
}

function ended(timeline: Timeline): string {
  switch (timeline.outcome) {
    case Outcome.RELEASED: return `it was released in ${durationSymbols(timeline.leadTimeMs!)}`;
    case Outcome.TURNED_AWAY: return 'it was turned away at a gate';
    case Outcome.SUPERSEDED: return 'a newer one took its place';
    case Outcome.UNDECIDED: return 'it is still on its way when the story ends';
    case Outcome.ROLLED_BACK: {
      const goneMs = msUntilGone(timeline);
      return goneMs === undefined ? 'it is still being rolled back when the story ends'
        : `it was rolled back in ${durationSymbols(goneMs)}: noticed after ${durationSymbols(timeline.timeToDetectMs!)}, gone ${durationSymbols(timeline.timeToRecoverMs!)} later`;
    }
  }
}
