import type { IDuration } from './duration';
import type { ShiftSpec, ShiftStep } from './spec';
import { listOf, millisecondsOf } from './untyped';

/**
 * Everything the new version does not get stays with the old one.
 */
export interface TrafficStep {
  /** Share of the traffic in percent, over 0 and under 100. */
  readonly percent: number;

  /** How long it stays so, watched. */
  readonly hold: IDuration;
}

/**
 * Equal steps.
 */
export interface LinearOptions {
  /** Share of the traffic that each step adds, in percent. */
  readonly percent: number;

  /** Time between two steps. */
  readonly every: IDuration;
}

/**
 * Replacing instances a few at a time.
 */
export interface RollingOptions {
  /**
   * Largest share of instances that is out of service at once, in percent.
   * @default 33
   */
  readonly maxUnavailablePercent?: number;
}

/**
 * Two complete copies.
 */
export interface BlueGreenOptions {
  /**
   * How long the new copy is watched without customers' traffic before the switch.
   * @default - no time
   */
  readonly preview?: IDuration;

  /**
   * How long the old copy is kept after the switch, ready to take the traffic back.
   * @default - 1 hour
   */
  readonly keepOld?: IDuration;
}

/**
 * A feature flag that opens step by step.
 */
export interface FlagOptions {
  /** Name of the flag. */
  readonly flag: string;

  /** Shares of the users who see the feature before all do. */
  readonly steps: TrafficStep[];
}

/**
 * What a shift is to achieve; its steps follow from it.
 */
export interface DesignOptions {
  /**
   * Most requests that may be expected to fail because of a bad version, from the begin of the shift to the end of the bake time: of one that is as bad as the
   * wave's signal must `detect`, and of one that always fails.
   */
  readonly maxHarmedRequests: number;

  /** Longest time until all traffic has moved. The design takes as little of it as it can. */
  readonly within: IDuration;

  /**
   * Probability with which each step notices a version that is as bad as the signal must `detect`, over 0 and under 1.
   * @default 0.8
   */
  readonly power?: number;

  /**
   * Largest probability that the steps stop a healthy version, by any signal in any environment, over 0 and under 1.
   * @default 0.05
   */
  readonly falseAlarm?: number;

  /**
   * How many times the share before it each share may be, full traffic as well, over 1: what shows only under load shows before everyone meets it.
   * @default 10
   */
  readonly maxGrowthFactor?: number;

  /**
   * Whether only a canary or a linear shift may result: platforms that take no list of steps do those.
   * @default false
   */
  readonly equalSteps?: boolean;
}

/**
 * How traffic moves from the old version to the new one within a wave.
 */
export class TrafficShift {
  /**
   * All traffic at the same time.
   */
  public static allAtOnce(): TrafficShift {
    return new TrafficShift({ kind: 'allAtOnce', steps: [all] });
  }

  /**
   * Instance after instance.
   */
  public static rolling(options: RollingOptions = {}): TrafficShift {
    return new TrafficShift({ kind: 'rolling', maxUnavailablePercent: options.maxUnavailablePercent ?? 33, steps: [all] });
  }

  /**
   * One small step, then everything.
   */
  public static canary(step: TrafficStep): TrafficShift {
    return new TrafficShift({ kind: 'canary', steps: [...held([step]), all] });
  }

  /**
   * Equal steps at equal distances.
   */
  public static linear(options: LinearOptions): TrafficShift {
    const holdMs = millisecondsOf(options.every);
    const count = Math.ceil(100 / options.percent) - 1;
    // a share that gives no sensible count is kept as a single step, too small or too large, which the plan reports
    const shares = Number.isFinite(count) && count >= 0 && count < 1000
      ? Array.from({ length: count }, (_, i) => rounded((i + 1) * options.percent))
      : [options.percent];
    return new TrafficShift({ kind: 'linear', steps: [...shares.map((percent) => ({ percent, holdMs })), all] });
  }

  /**
   * A list of steps; full traffic follows the last one.
   */
  public static steps(...steps: TrafficStep[]): TrafficShift {
    return new TrafficShift({ kind: 'steps', steps: [...held(steps), all] });
  }

  /**
   * The steps that achieve what is asked for in the least time, computed from the service's traffic and the signal that counts errors of the new version.
   * They stand in the plan as a canary, a linear shift or a list of steps.
   */
  public static designed(options: DesignOptions): TrafficShift {
    return new TrafficShift({
      kind: 'designed',
      power: options.power ?? 0.8,
      falseAlarmRatio: options.falseAlarm ?? 0.05,
      maxHarmedRequests: options.maxHarmedRequests,
      withinMs: millisecondsOf(options.within),
      maxGrowthFactor: options.maxGrowthFactor ?? 10,
      equalSteps: options.equalSteps ?? false,
      steps: [all],
    });
  }

  /**
   * A complete second copy, and a switch.
   */
  public static blueGreen(options: BlueGreenOptions = {}): TrafficShift {
    const previewMs = millisecondsOf(options.preview, 0);
    return new TrafficShift({
      kind: 'blueGreen',
      keepOldMs: millisecondsOf(options.keepOld, 3_600_000),
      steps: [{ percent: 0, holdMs: previewMs }, all],
    });
  }

  /**
   * The version is everywhere, its feature only behind a flag that opens in steps.
   */
  public static flag(options: FlagOptions): TrafficShift {
    return new TrafficShift({ kind: 'flag', flag: options.flag, steps: [...held(options.steps), all] });
  }

  private constructor(private readonly spec: ShiftSpec) {}

  /** @internal */
  public _spec(): ShiftSpec {
    return this.spec;
  }
}

const all: ShiftStep = { percent: 100, holdMs: 0 };

function held(steps: TrafficStep[]): ShiftStep[] {
  return listOf(steps).map(({ percent, hold }) => ({ percent, holdMs: millisecondsOf(hold) }));
}

/** Three times 33.3 is 99.9, and not 99.89999999999999. */
function rounded(percent: number): number {
  return Math.round(percent * 1e6) / 1e6;
}
