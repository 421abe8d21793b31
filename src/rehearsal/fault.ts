import type { IDuration } from '../model/duration';
import type { Signal } from '../model/signal';
import type { Moment, MomentSpec } from './moment';

/**
 * When a fault shows.
 */
export interface FaultOptions {
  /**
   * The moment from which time counts.
   * @default - in each environment the moment that the version is deployed to it
   */
  readonly from?: Moment;

  /**
   * How long after that moment it begins.
   * @default - at once
   */
  readonly after?: IDuration;

  /**
   * How long it lasts.
   * @default - until the version is gone
   */
  readonly lasting?: IDuration;

  /**
   * The environments in which it shows, by name.
   * @default - all
   */
  readonly environments?: string[];
}

/**
 * Failed requests.
 */
export interface ErrorsOptions extends FaultOptions {
  /** Share of the version's requests that fail, 0 to 1. */
  readonly ratio: number;

  /**
   * How long the share takes to grow from nothing to that.
   * @default - no time
   */
  readonly growing?: IDuration;

  /**
   * Share of the traffic in percent below which nothing fails: it only breaks under load.
   * @default 0
   */
  readonly fromPercent?: number;
}

/**
 * Slow requests.
 */
export interface SlownessOptions extends FaultOptions {
  /** How many times as long the version's requests take. */
  readonly times: number;

  /**
   * How long it takes to become as slow as that.
   * @default - no time
   */
  readonly growing?: IDuration;
}

/** @internal */
export interface Showing {
  /** Null: the deployment, in each environment its own. */
  readonly from: MomentSpec | null;
  readonly afterMs: number;
  readonly untilMs: number;
  /** Empty: all. */
  readonly environments: string[];
}

/** @internal */
export type FaultSpec = Showing & (
  | { readonly kind: 'errors'; readonly ratio: number; readonly growingMs: number; readonly fromPercent: number }
  | { readonly kind: 'slowness'; readonly times: number; readonly growingMs: number }
  | { readonly kind: 'breach' | 'silence'; readonly signal: string | null }
  | { readonly kind: 'deployment' | 'rollback' }
  | { readonly kind: 'gate'; readonly gate: string }
  | { readonly kind: 'verification'; readonly verification: string }
);

/**
 * What is wrong with a release, or with the world it is released into.
 */
export class Fault {
  /**
   * The version's requests fail.
   */
  public static errors(options: ErrorsOptions): Fault {
    return new Fault({
      ...showing(options), kind: 'errors', ratio: options.ratio, growingMs: options.growing?.toMilliseconds() ?? 0, fromPercent: options.fromPercent ?? 0,
    });
  }

  /**
   * The version's requests take longer. A latency signal sees as many of them beyond its bound as their distribution says.
   */
  public static slowness(options: SlownessOptions): Fault {
    return new Fault({ ...showing(options), kind: 'slowness', times: options.times, growingMs: options.growing?.toMilliseconds() ?? 0 });
  }

  /**
   * A signal that is not made of errors is beyond its bound: latency, saturation, a metric of one's own, a robot.
   */
  public static breach(signal: Signal, options: FaultOptions = {}): Fault {
    return new Fault({ ...showing(options), kind: 'breach', signal: signal._spec().name });
  }

  /**
   * Metrics are missing: of one signal, or all of them.
   */
  public static silence(options: SilenceOptions = {}): Fault {
    return new Fault({ ...showing(options), kind: 'silence', signal: options.signal?._spec().name ?? null });
  }

  /**
   * The deployment fails.
   * @param environment where
   */
  public static deployment(environment: string): Fault {
    return new Fault({ ...showing({ environments: [environment] }), kind: 'deployment' });
  }

  /**
   * The rollback fails, until somebody orders it again.
   * @param environment where
   */
  public static rollback(environment: string): Fault {
    return new Fault({ ...showing({ environments: [environment] }), kind: 'rollback' });
  }

  /**
   * A gate that asks a job or another system does not pass. One that asks about the moment, such as `Gate.quiet`, passes when the fault is over.
   * @param gate its id in the plan, for example `quiet-1`; without a moment, time counts from when it is asked
   */
  public static gate(gate: string, options: FaultOptions = {}): Fault {
    return new Fault({ ...showing(options), kind: 'gate', gate });
  }

  /**
   * A verification fails.
   * @param name of the job or the measurement
   */
  public static verification(name: string): Fault {
    return new Fault({ ...showing({}), kind: 'verification', verification: name });
  }

  private constructor(private readonly spec: FaultSpec) {}

  /** @internal */
  public _spec(): FaultSpec {
    return this.spec;
  }
}

/**
 * Missing metrics.
 */
export interface SilenceOptions extends FaultOptions {
  /**
   * The signal that is missing.
   * @default - all
   */
  readonly signal?: Signal;
}

function showing({ from, after, lasting, environments }: FaultOptions): Showing {
  const afterMs = after?.toMilliseconds() ?? 0;
  return { from: from?._spec() ?? null, afterMs, untilMs: lasting ? afterMs + lasting.toMilliseconds() : Infinity, environments: environments ?? [] };
}
