import type { IDuration } from '../model/duration';
import { ReleaseType } from '../model/release';
import { DELIVERY_MS } from '../plan/detection';
import type { Fault, FaultSpec } from './fault';
import type { Load, LoadSpec } from './load';
import type { Order, OrderSpec } from './order';
import type { Person, PersonSpec } from './person';
import type { ResponseTimes, ResponseTimesSpec } from './response-times';

/**
 * What happens to a release. Everything has a default: a healthy release on a Monday morning.
 */
export interface ScenarioOptions {
  /**
   * When the release arrives: ISO 8601 with an offset.
   * @default '2026-03-02T08:00:00Z'
   */
  readonly startsAt?: string;

  /**
   * Why there is a release.
   * @default ReleaseType.FEATURE
   */
  readonly releaseType?: ReleaseType;

  /**
   * What is wrong.
   * @default - nothing
   */
  readonly faults?: Fault[];

  /**
   * Who is asked for approvals. An empty list: nobody answers.
   * @default - in each group as many people as a gate needs, who say yes after half an hour
   */
  readonly people?: Person[];

  /**
   * What operators order.
   * @default - nothing; but a rollback that failed is tried again after half an hour
   */
  readonly orders?: Order[];

  /**
   * How many requests there are at which hour of the day.
   * @default - always as many as the plan declares
   */
  readonly load?: Load;

  /**
   * How long requests take while all is well.
   * @default - no signal is beyond its bound by chance; a slow version counts from half of each bound
   */
  readonly responseTimes?: ResponseTimes;

  /**
   * How long a data point is on its way from the end of its period until it has been looked at.
   * @default - 1 minute
   */
  readonly deliveryTime?: IDuration;

  /**
   * Share of data points that never arrive, 0 to 1.
   * @default 0
   */
  readonly lostPointsRatio?: number;

  /**
   * When a newer, healthy candidate arrives.
   * @default - never
   */
  readonly newerAfter?: IDuration;

  /**
   * How long a deployment takes in an environment.
   * @default - 5 minutes
   */
  readonly deploymentTime?: IDuration;

  /**
   * How long traffic takes to move between two steps, and back.
   * @default - 1 minute
   */
  readonly movingTime?: IDuration;

  /**
   * How long checks and verifications take.
   * @default - 10 minutes
   */
  readonly jobTime?: IDuration;

  /**
   * How long is looked at most.
   * @default - 30 days
   */
  readonly lastingAtMost?: IDuration;

  /**
   * Where chance begins: requests fail by chance, and the same seed gives the same chance.
   * @default 1
   */
  readonly seed?: number;
}

/** @internal */
export interface ScenarioSpec {
  readonly name: string;
  readonly startsAt: string;
  readonly releaseType: string;
  readonly faults: FaultSpec[];
  /** Null: those that are needed. */
  readonly people: PersonSpec[] | null;
  readonly orders: OrderSpec[];
  /** Null: as declared. */
  readonly load: LoadSpec | null;
  /** Null: far from every bound. */
  readonly responseTimes: ResponseTimesSpec | null;
  readonly deliveryMs: number;
  readonly lostPointsRatio: number;
  readonly newerAfterMs: number;
  readonly deploymentMs: number;
  readonly movingMs: number;
  readonly jobMs: number;
  readonly lastingAtMostMs: number;
  readonly seed: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * A story about a release: what is wrong with it, who answers, what else happens.
 */
export class Scenario {
  /**
   * A story.
   * @param name as it stands in reports
   */
  public static of(name: string, options: ScenarioOptions = {}): Scenario {
    const ms = (duration: IDuration | undefined, otherwise: number) => duration?.toMilliseconds() ?? otherwise;
    return new Scenario({
      name,
      startsAt: options.startsAt ?? '2026-03-02T08:00:00Z',
      releaseType: options.releaseType ?? ReleaseType.FEATURE,
      faults: (options.faults ?? []).map((fault) => fault._spec()),
      people: options.people?.map((person) => person._spec()) ?? null,
      orders: (options.orders ?? []).map((order) => order._spec()),
      load: options.load?._spec() ?? null,
      responseTimes: options.responseTimes?._spec() ?? null,
      deliveryMs: ms(options.deliveryTime, DELIVERY_MS),
      lostPointsRatio: options.lostPointsRatio ?? 0,
      newerAfterMs: ms(options.newerAfter, Infinity),
      deploymentMs: ms(options.deploymentTime, 5 * MINUTE_MS),
      movingMs: ms(options.movingTime, MINUTE_MS),
      jobMs: ms(options.jobTime, 10 * MINUTE_MS),
      lastingAtMostMs: ms(options.lastingAtMost, 30 * DAY_MS),
      seed: options.seed ?? 1,
    });
  }

  private constructor(private readonly spec: ScenarioSpec) {}

  /** @internal */
  public _spec(): ScenarioSpec {
    return this.spec;
  }
}
