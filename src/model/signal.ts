import type { IDuration } from './duration';
import type { MeasureSpec, NoDataSpec, ScopeSpec, SignalSpec } from './spec';
import { millisecondsOf } from './untyped';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * What it means that a signal has no data. It is never a pass.
 */
export enum NoData {
  /** Nothing is known: the release stays where it is until there is data. */
  HOLD = 'hold',
  /** As bad as a failing measurement: what the signal triggers is triggered. */
  FAIL = 'fail',
}

/**
 * Whose requests a signal measures.
 */
export enum SignalScope {
  /** Only the new version's. */
  VERSION = 'version',
  /** The whole service's: a small canary's errors are diluted in it. */
  SERVICE = 'service',
}

/**
 * How a signal is called, how often it is looked at, and whom it concerns.
 */
export interface CommonSignalOptions {
  /**
   * Unique within a pipeline: lower case letters, digits and hyphens; part of alarm and rule names.
   * @default - the kind of signal and what it measures, for example `error-ratio` or `latency-p99`
   */
  readonly name?: string;

  /**
   * Length of one data point.
   * @default - 1 minute
   */
  readonly period?: IDuration;

  /**
   * What missing data means.
   * @default NoData.HOLD
   */
  readonly noData?: NoData;

  /**
   * Whose requests are measured.
   * @default SignalScope.VERSION
   */
  readonly scope?: SignalScope;
}

/**
 * How a signal is evaluated.
 */
export interface SignalOptions extends CommonSignalOptions {
  /**
   * How many of the observed data points must be over the bound for the signal to fail.
   * @default 3
   */
  readonly datapointsToFail?: number;

  /**
   * How many data points are looked at.
   * @default - as many as `datapointsToFail`
   */
  readonly datapointsObserved?: number;
}

/**
 * How a signal that is made of requests is evaluated.
 */
export interface RequestSignalOptions extends SignalOptions {
  /**
   * With fewer requests than this in the observed data points together, the signal has no data: nothing can be said of them.
   * @default 1
   */
  readonly minimumRequests?: number;
}

/**
 * Errors among requests.
 */
export interface ErrorRatioOptions extends RequestSignalOptions {
  /** Largest healthy share of failed requests, 0 to 1. */
  readonly atMost: number;

  /**
   * The share of failed requests of a version that must be noticed, over `atMost` to 1. The checks say how surely each step notices it.
   * @default - twice `atMost`, and at most 1
   */
  readonly detect?: number;
}

/**
 * Errors among requests, counted until they say enough.
 */
export interface SequentialOptions extends CommonSignalOptions {
  /** The share of failed requests of a version that must be noticed, over the baseline and under 1. */
  readonly detect: number;

  /**
   * The share of requests that fail while all is well, over 0.
   * @default - the error ratio of the service's traffic
   */
  readonly baseline?: number;

  /**
   * Largest probability with which a healthy version is ever stopped while the window lasts, however often it is looked at.
   * @default 0.05
   */
  readonly falseAlarm?: number;

  /**
   * The probability with which each step has to notice a version as bad as `detect`. The checks hold every step to it.
   * @default 0.8
   */
  readonly power?: number;

  /**
   * How far back requests are counted, in whole periods. As long as the steps in which a version is judged, so that all of its requests are.
   * @default - 1 hour
   */
  readonly window?: IDuration;
}

/**
 * How long requests take.
 */
export interface LatencyOptions extends RequestSignalOptions {
  /** Which percentile is measured, over 0 and under 100. */
  readonly percentile: number;

  /** Largest healthy value of it. */
  readonly atMost: IDuration;
}

/**
 * How full something is.
 */
export interface SaturationOptions extends SignalOptions {
  /** What fills up: `cpu`, `memory`, or the name of a resource the back end knows. */
  readonly resource: string;

  /** Largest healthy use in percent. */
  readonly atMostPercent: number;
}

/**
 * A metric of the user's own. Exactly one bound is given. What the metric is called on a platform is said to the back end.
 */
export interface CustomSignalOptions extends SignalOptions {
  /** Name of the metric. */
  readonly metric: string;

  /**
   * How the values of a period become one.
   * @default 'average'
   */
  readonly statistic?: string;

  /**
   * Largest healthy value, in the metric's own unit.
   * @default - no upper bound
   */
  readonly atMost?: number;

  /**
   * Smallest healthy value, in the metric's own unit.
   * @default - no lower bound
   */
  readonly atLeast?: number;
}

/**
 * Requests made by a robot.
 */
export interface SyntheticOptions extends SignalOptions {
  /** Name of the probe. What it does is said to the back end. */
  readonly probe: string;

  /**
   * Smallest healthy share of successful runs, in percent.
   * @default 100
   */
  readonly atLeastSuccessPercent?: number;
}

/**
 * A vendor-free measurement of health. A back end makes an alarm or a rule of it.
 */
export class Signal {
  /**
   * Failed requests as a share of all.
   */
  public static errorRatio(options: ErrorRatioOptions): Signal {
    const { atMost, detect = Math.min(2 * atMost, 1), minimumRequests = 1 } = options;
    return signal('error-ratio', { kind: 'errorRatio', atMostRatio: atMost, detectRatio: detect, minimumRequests }, options);
  }

  /**
   * Failed requests, counted together until they are evidence enough: a version that always fails is stopped after a few of them, and a
   * healthy one seldom, however often it is looked at.
   * @see https://doi.org/10.1214/aoms/1177731118 (Wald, Sequential Tests of Statistical Hypotheses)
   */
  public static sequential(options: SequentialOptions): Signal {
    const { detect, baseline = NaN, falseAlarm = 0.05, power = 0.8, period, window } = options;
    const measure: MeasureSpec = {
      kind: 'sequential', baselineRatio: baseline, detectRatio: detect, falseAlarmRatio: falseAlarm, power, clusteringFactor: NaN,
    };
    const datapointsObserved = millisecondsOf(window, HOUR_MS) / millisecondsOf(period, MINUTE_MS);
    return signal('sequential-error-ratio', measure, { ...options, datapointsToFail: 1, datapointsObserved });
  }

  /**
   * A percentile of the time requests take.
   */
  public static latency(options: LatencyOptions): Signal {
    const { percentile, atMost, minimumRequests = 1 } = options;
    return signal(`latency-p${percentile}`, { kind: 'latency', percentile, atMostMs: millisecondsOf(atMost), minimumRequests }, options);
  }

  /**
   * How full a resource is.
   */
  public static saturation(options: SaturationOptions): Signal {
    const { resource, atMostPercent } = options;
    return signal(`saturation-${resource}`, { kind: 'saturation', resource, atMostPercent }, options);
  }

  /**
   * A metric of the user's own.
   */
  public static custom(options: CustomSignalOptions): Signal {
    const { metric, statistic = 'average', atMost, atLeast } = options;
    // both or neither is a mistake that the plan reports: it has no finite bound
    const bound = (atMost === undefined) === (atLeast === undefined) ? NaN : atMost ?? atLeast!;
    return signal(metric, { kind: 'custom', metric, statistic, comparison: atLeast === undefined ? 'atMost' : 'atLeast', bound }, options);
  }

  /**
   * Success of a robot's requests.
   */
  public static synthetic(options: SyntheticOptions): Signal {
    const { probe, atLeastSuccessPercent = 100 } = options;
    return signal(`synthetic-${probe}`, { kind: 'synthetic', probe, atLeastSuccessPercent }, options);
  }

  /** @internal */
  public static _of(spec: SignalSpec): Signal {
    return new Signal(spec);
  }

  private constructor(private readonly spec: SignalSpec) {}

  /** @internal */
  public _spec(): SignalSpec {
    return this.spec;
  }
}

function signal(defaultName: string, measure: MeasureSpec, options: SignalOptions): Signal {
  const datapointsToFail = options.datapointsToFail ?? 3;
  return Signal._of({
    name: options.name ?? hyphenated(defaultName),
    measure,
    periodMs: millisecondsOf(options.period, MINUTE_MS),
    datapointsToFail,
    datapointsObserved: options.datapointsObserved ?? datapointsToFail,
    noData: (options.noData ?? NoData.HOLD) as NoDataSpec,
    scope: (options.scope ?? SignalScope.VERSION) as ScopeSpec,
  });
}

/** A metric's name as a name of ours: `QueueDepth` and `queue_depth` become `queue-depth`. */
function hyphenated(text: string): string {
  return String(text ?? '').replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}
