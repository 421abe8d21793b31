import { offsetOf } from './interplay';
import * as layout from './layout';

/* eslint-disable no-bitwise -- a set of releases is a byte */

/**
 * Where a release stands in a wave.
 */
export enum Standing {
  /** It may enter when the wave is free. */
  QUEUED = 'queued',
  /** It stands before the gates. */
  WAITING = 'waiting',
  /** It is on its way in, and has traffic or may have: shifting, verifying or baking. */
  MOVING = 'moving',
  /** It gets its traffic, step by step. */
  SHIFTING = 'shifting',
  /** It is verified. */
  VERIFYING = 'verifying',
  /** It has all traffic and is watched. */
  BAKING = 'baking',
  /** It is undone, whether that works or not. */
  ROLLING_BACK = 'rollingBack',
  /** It should be gone, and an environment did not go back. */
  ROLLBACK_FAILED = 'rollbackFailed',
  /** It has been through, and was not undone. */
  DONE = 'done',
  /** It is the newest that is done: what has all traffic when nothing moves. */
  RUNNING = 'running',
  /** It is older than what runs there. */
  OUTDATED = 'outdated',
}

/** @internal */
export type ReleasesIn = (state: Uint8Array) => number;

/**
 * Something that can be said of one release at one moment.
 */
export class Situation {
  /**
   * Where it stands in a wave.
   * @param wave name of the wave
   * @param standing where
   */
  public static at(wave: string, standing: Standing): Situation {
    return new Situation((indexOf) => standingIn(offsetOf(indexOf(wave)), standing), [wave], DETAILS[standing] ?? []);
  }

  /**
   * It was rolled back, and nobody has lifted its veto.
   */
  public static vetoed(): Situation {
    return new Situation(() => (state) => state[layout.VETOED], [], []);
  }

  /**
   * It has arrived, and the other cannot be said of it.
   */
  public static not(other: Situation): Situation {
    return new Situation((indexOf) => {
      const releases = other._releases(indexOf);
      return (state) => state[layout.ARRIVED] & ~releases(state);
    }, other._waves, other._observed);
  }

  private constructor(
    /** @internal */
    public readonly _releases: (indexOf: (wave: string) => number) => ReleasesIn,
    /** @internal */
    public readonly _waves: string[],
    /** Phases that it tells apart. @internal */
    public readonly _observed: number[],
  ) {}

  /** Both can be said of the same release. */
  public and(other: Situation): Situation {
    return this.with(other, (mine, theirs) => (state) => mine(state) & theirs(state));
  }

  /** One of them can be said of it, or both. */
  public or(other: Situation): Situation {
    return this.with(other, (mine, theirs) => (state) => mine(state) | theirs(state));
  }

  private with(other: Situation, combine: (mine: ReleasesIn, theirs: ReleasesIn) => ReleasesIn): Situation {
    return new Situation(
      (indexOf) => combine(this._releases(indexOf), other._releases(indexOf)), [...this._waves, ...other._waves], [...this._observed, ...other._observed],
    );
  }
}

/** What has to be told apart for it. Everything else is one phase with the one before. */
const DETAILS: Partial<Record<Standing, number[]>> = {
  [Standing.SHIFTING]: [layout.VERIFYING, layout.BAKING],
  [Standing.VERIFYING]: [layout.VERIFYING, layout.BAKING],
  [Standing.BAKING]: [layout.VERIFYING, layout.BAKING],
  [Standing.ROLLBACK_FAILED]: [layout.ROLLBACK_FAILED],
};

function standingIn(at: number, standing: Standing): ReleasesIn {
  switch (standing) {
    case Standing.QUEUED: return (state) => state[at + layout.QUEUE];
    case Standing.WAITING: return inPhases(at, layout.WAITING, layout.WAITING);
    case Standing.MOVING: return inPhases(at, layout.SHIFTING, layout.BAKING);
    case Standing.SHIFTING: return inPhases(at, layout.SHIFTING, layout.SHIFTING);
    case Standing.VERIFYING: return inPhases(at, layout.VERIFYING, layout.VERIFYING);
    case Standing.BAKING: return inPhases(at, layout.BAKING, layout.BAKING);
    case Standing.ROLLING_BACK: return inPhases(at, layout.ROLLING_BACK, layout.ROLLBACK_FAILED);
    case Standing.ROLLBACK_FAILED: return inPhases(at, layout.ROLLBACK_FAILED, layout.ROLLBACK_FAILED);
    case Standing.DONE: return (state) => state[at + layout.HISTORY];
    case Standing.RUNNING: return (state) => layout.NEWEST[state[at + layout.HISTORY]];
    case Standing.OUTDATED: return (state) => state[layout.ARRIVED] & Math.max(0, layout.NEWEST[state[at + layout.HISTORY]] - 1);
  }
}

function inPhases(at: number, first: number, last: number): ReleasesIn {
  return (state) => (state[at + layout.PHASE] >= first && state[at + layout.PHASE] <= last ? state[at + layout.RELEASE] : 0);
}
