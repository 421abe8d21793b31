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
