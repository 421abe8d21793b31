import { Temporal } from 'temporal-polyfill';
import type { IDuration } from '../model/duration';
import type { PlanDocument, PlannedWave } from '../plan/document';
import type { RecordEffect } from '../plan/effect';
import { budgetShare } from '../plan/stats/harm';
import { durationSymbols } from '../private/duration-text';
import { CANDIDATE } from './candidates';
import type { Sample } from './exposure';
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
 * Whom a release had met in an environment at a point in time.
 */
export interface ExposurePoint {
  /** Milliseconds since the story began. */
  readonly afterMs: number;

  /** Share of the traffic in percent that the release has from then on. */
  readonly percent: number;

  /** Requests of customers that it had answered until then. */
  readonly requests: number;

  /** Of these, the ones that failed because of it. */
  readonly harmedRequests: number;
}

/**
 * Whom a release met in an environment.
 */
export interface EnvironmentExposure {
  /** Name of the environment. */
  readonly environment: string;

  /** A point whenever its share changed, every quarter of an hour, and at the end; none where it never was. */
  readonly points: ExposurePoint[];
}

/**
 * The error budget that harm is compared with.
 */
export interface ErrorBudgetOptions {
  /**
   * Share of requests that should succeed, 0 to 1.
   * @default - that of the pipeline's first `Gate.budget`, or else 0.999
   */
  readonly objective?: number;

  /**
   * How long a budget lasts.
   * @default - that of the pipeline's first `Gate.budget`, or else 30 days
   */
  readonly window?: IDuration;
}

const USUAL_BUDGET = { objectiveRatio: 0.999, windowMs: 30 * 86_400_000 };

/**
 * What a story did to a release, to whom, and for how long.
 */
export class Timeline {
  /** @internal */
  public static _of(scenario: string, plan: PlanDocument, startMs: number, play: Play): Timeline {
    return new Timeline(scenario, plan, startMs, play);
  }

  private constructor(
    /** Name of the scenario. */
    public readonly scenario: string,
    private readonly plan: PlanDocument,
    /** @internal */
    public readonly _startMs: number,
    private readonly play: Play,
  ) {}

  /** @internal */
  public get _endMs(): number {
    return this.play.state.nowMs;
  }

  /** @internal */
  public get _waves(): readonly PlannedWave[] {
    return this.plan.waves;
  }

  /** @internal */
  public get _records(): readonly Recorded[] {
    return this.play.records;
  }

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
      at: Temporal.Instant.fromEpochMilliseconds(atMs).toString(), afterMs: atMs - this._startMs, what: recordWords(effect),
    }));
  }

  /** Requests of customers that the release answered, over all production environments. */
  public get exposedRequests(): number {
    return Math.round(this.total(({ requests }) => requests));
  }

  /** Of these, the ones that failed because of it. */
  public get harmedRequests(): number {
    return Math.round(this.harmed);
  }

  /** The same by production environment, and as it came about. */
  public get exposures(): EnvironmentExposure[] {
    return [...this.play.exposure.samples].map(([environment, samples]) => ({
      environment,
      points: samples.map(({ atMs, percent, requests, harmed }) => ({ afterMs: atMs - this._startMs, percent, requests, harmedRequests: harmed })),
    }));
  }

  /**
   * The failed requests as a share of the error budget of all production environments, 0 to 1 and beyond.
   */
  public errorBudgetRatio(options: ErrorBudgetOptions = {}): number {
    const gate = this.plan.waves.flatMap(({ gates }) => gates).find(({ kind }) => kind === 'budget');
    const declared = gate?.kind === 'budget' ? gate : USUAL_BUDGET;
    const requestsPerSecond = this.play.requests.meanPerSecond * this.play.exposure.samples.size;
    if (this.harmed === 0) return 0;
    return budgetShare(this.harmed, options.objective ?? declared.objectiveRatio, requestsPerSecond, options.window?.toMilliseconds() ?? declared.windowMs);
  }

  /**
   * Milliseconds from the arrival to the end of the last wave.
   * @default - it does not get there
   */
  public get leadTimeMs(): number | undefined {
    return this.after(this.first((effect) => effect.kind === 'released'));
  }

  /**
   * Milliseconds from the first moment that something wrong with it showed anywhere to the decision to undo it. Where nothing showed, from
   * its entering the last of the waves in which it is undone.
   * @default - it is not undone
   */
  public get timeToDetectMs(): number | undefined {
    const { decided } = this;
    if (!decided) return undefined;
    const { symptomMs } = this.play;
    if (symptomMs !== undefined && symptomMs <= decided.atMs) return decided.atMs - symptomMs;
    const undone = this.undoneAt(decided.atMs);
    const entered = this.recordsOf('entered').filter(({ atMs, effect }) => atMs <= decided.atMs && 'wave' in effect && undone.includes(effect.wave)).pop();
    return entered && decided.atMs - entered.atMs;
  }

  /**
   * Milliseconds from that decision until what it undid is gone everywhere. Where it goes again because its veto was lifted, the first time counts.
   * @default - it is not undone, or still being undone
   */
  public get timeToRecoverMs(): number | undefined {
    const { decided } = this;
    if (!decided) return undefined;
    const goneMs = this.undoneAt(decided.atMs).map((wave) => (
      this.recordsOf('rolledBack').find(({ atMs, effect }) => atMs >= decided.atMs && 'wave' in effect && effect.wave === wave)?.atMs ?? Infinity
    ));
    const lastMs = Math.max(...goneMs);
    return lastMs < Infinity ? lastMs - decided.atMs : undefined;
  }

  /** The story as a table, for terminals. */
  public toText(): string {
    const times = this.events.map(({ afterMs }) => durationSymbols(afterMs));
    const width = Math.max(14, ...times.map(({ length }) => length));
    const rows = this.events.map(({ what }, i) => `${times[i].padStart(width)}  ${what}`);
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

  private get harmed(): number {
    return this.total(({ harmed }) => harmed);
  }

  private total(of: (sample: Sample) => number): number {
    return [...this.play.exposure.samples.values()].reduce((sum, samples) => sum + samples.slice(-1).reduce((_, last) => of(last), 0), 0);
  }

  private get decided(): Recorded | undefined {
    return this.first((effect) => effect.kind === 'rollingBack');
  }

  /** The waves in which it began to be undone then. */
  private undoneAt(decidedMs: number): string[] {
    return this.recordsOf('rollingBack').flatMap(({ atMs, effect }) => (atMs === decidedMs && 'wave' in effect ? [effect.wave] : []));
  }

  private after(record: Recorded | undefined): number | undefined {
    return record && record.atMs - this._startMs;
  }

  private recordsOf(kind: RecordEffect['kind']): Recorded[] {
    return this.play.records.filter(({ effect }) => effect.kind === kind && 'release' in effect && effect.release === CANDIDATE);
  }

  private first(is: (effect: RecordEffect) => boolean): Recorded | undefined {
    return this.play.records.find(({ effect }) => 'release' in effect && effect.release === CANDIDATE && is(effect));
  }
}
