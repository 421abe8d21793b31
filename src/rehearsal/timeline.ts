import { Temporal } from 'temporal-polyfill';
import type { RecordEffect } from '../plan/effect';
import { durationSymbols } from '../private/duration-text';
import { CANDIDATE } from './candidates';
import type { Play, Recorded } from './play';
import { recordWords } from './record-words';

/**
 * How a story ends for its release.
 */
export enum Outcome {
  /** It went through all waves. */
  RELEASED = 'released',
  /** It was undone. */
  ROLLED_BACK = 'rolledBack',
  /** It was sent away at a gate: refused, too late, failed. */
  TURNED_AWAY = 'turnedAway',
  /** A newer candidate took its place. */
  SUPERSEDED = 'superseded',
  /** It still waits, or is still watched. */
  UNDECIDED = 'undecided',
}

/**
 * Something that happens to a release.
 */
export interface TimelineEvent {
  /** When: ISO 8601 in UTC. */
  readonly at: string;

  /** Milliseconds since the story began. */
  readonly afterMs: number;

  /** What happens, in a sentence without a full stop. */
  readonly what: string;
}

/**
 * What a story did to a release, to whom, and for how long.
 */
export class Timeline {
  /** @internal */
  public static _of(scenario: string, startMs: number, play: Play): Timeline {
    return new Timeline(scenario, startMs, play);
  }

  private constructor(
    /** Name of the scenario. */
    public readonly scenario: string,
    private readonly startMs: number,
    private readonly play: Play,
  ) {}

  /** How it ends for the release. */
  public get outcome(): Outcome {
    const { done, turnedAway, vetoed } = this.play.state.candidates[CANDIDATE];
    if (vetoed) return Outcome.ROLLED_BACK;
    if (done.length === this.play.state.waves.length) return Outcome.RELEASED;
    if (turnedAway.length > 0) return Outcome.TURNED_AWAY;
    return this.first((effect) => effect.kind === 'dismissed' && effect.cause === 'superseded') ? Outcome.SUPERSEDED : Outcome.UNDECIDED;
  }

  /** Everything that happens, in order. */
  public get events(): TimelineEvent[] {
    return this.play.records.map(({ atMs, effect }) => ({
      at: Temporal.Instant.fromEpochMilliseconds(atMs).toString(), afterMs: atMs - this.startMs, what: recordWords(effect),
    }));
  }

  /** Requests of customers that the release answered, over all production environments. */
  public get exposedRequests(): number {
    return Math.round(this.play.exposure.total.requests);
  }

  /** Of these, the ones that failed because of it. */
  public get harmedRequests(): number {
    return Math.round(this.play.exposure.total.harmed);
  }

  /**
   * Milliseconds from the arrival to the end of the last wave.
   * @default - it does not get there
   */
  public get leadTimeMs(): number | undefined {
    return this.after(this.first((effect) => effect.kind === 'released'));
  }

  /**
   * Milliseconds from its entering the first wave to the decision to undo it.
   * @default - it is not undone
   */
  public get timeToDetectMs(): number | undefined {
    const exposed = this.first(({ kind }) => kind === 'entered');
    const decided = this.decided;
    return exposed && decided && Math.max(0, decided.atMs - exposed.atMs);
  }

  /**
   * Milliseconds from that decision until it is gone everywhere.
   * @default - it is not undone
   */
  public get timeToRecoverMs(): number | undefined {
    const gone = this.play.records.filter(({ effect }) => effect.kind === 'rolledBack' && effect.release === CANDIDATE).pop();
    return gone && this.decided && gone.atMs - this.decided.atMs;
  }

  /** The story as a table, for terminals. */
  public toText(): string {
    const rows = this.events.map(({ afterMs, what }) => `${durationSymbols(afterMs).padStart(14)}  ${what}`);
    return [`${this.scenario}: ${this.summary}`, ...rows].join('\n') + '\n';
  }

  private get summary(): string {
    const { outcome, timeToDetectMs, timeToRecoverMs, leadTimeMs, exposedRequests, harmedRequests } = this;
    return [
      outcome,
      ...leadTimeMs === undefined ? [] : [`in ${durationSymbols(leadTimeMs)}`],
      ...timeToDetectMs === undefined ? [] : [`noticed after ${durationSymbols(timeToDetectMs)}`],
      ...timeToRecoverMs === undefined ? [] : [`gone ${durationSymbols(timeToRecoverMs)} later`],
      `${exposedRequests} requests met it`,
      `${harmedRequests} failed because of it`,
    ].join(', ');
  }

  private get decided(): Recorded | undefined {
    return this.first((effect) => effect.kind === 'rollingBack');
  }

  private after(record: Recorded | undefined): number | undefined {
    return record && record.atMs - this.startMs;
  }

  private first(is: (effect: RecordEffect) => boolean): Recorded | undefined {
    return this.play.records.find(({ effect }) => 'release' in effect && effect.release === CANDIDATE && is(effect));
  }
}
