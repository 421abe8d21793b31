import type { IDuration } from '../model/duration';
import type { Signal } from '../model/signal';

/**
 * When a fault shows. Times count from the moment the version is deployed to an environment.
 */
export interface FaultOptions {
  /**
   * How long after the version is there it begins.
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

/** @internal */
export interface Showing {
  readonly afterMs: number;
  readonly untilMs: number;
  /** Empty: all. */
  readonly environments: string[];
}

/** @internal */
export type FaultSpec = Showing & (
  | { readonly kind: 'errors'; readonly ratio: number; readonly growingMs: number; readonly fromPercent: number }
  | { readonly kind: 'breach' | 'silence'; readonly signal: string | null }
  | { readonly kind: 'deployment' | 'rollback' }
  | { readonly kind: 'gate'; readonly gate: string }
  | { readonly kind: 'verification'; readonly verification: string; readonly verdict: 'fail' | 'inconclusive' }
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
   * @param gate its id in the plan, for example `quiet-1`; times count from the moment it is asked
   */
  public static gate(gate: string, options: FaultOptions = {}): Fault {
    return new Fault({ ...showing(options), kind: 'gate', gate });
  }

  /**
   * A verification fails.
   * @param name of the job or the measurement
   */
  public static verification(name: string): Fault {
    return new Fault({ ...showing({}), kind: 'verification', verification: name, verdict: 'fail' });
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

function showing({ after, lasting, environments }: FaultOptions): Showing {
  const afterMs = after?.toMilliseconds() ?? 0;
  return { afterMs, untilMs: lasting ? afterMs + lasting.toMilliseconds() : Infinity, environments: environments ?? [] };
}
