import type { Feature } from './feature';
import type { Plan } from './plan';
import type { Problem } from './problem';

/**
 * How well a back end does something.
 */
export enum Support {
  /** The platform does it itself. */
  NATIVE = 'native',
  /** Put together from other things. */
  EMULATED = 'emulated',
  /** Not at all: a plan that asks for it is not synthesized. */
  REFUSED = 'refused',
}

/**
 * A back end's answer for one feature.
 */
export class Capability {
  /**
   * The platform does it itself.
   * @param by what does it
   */
  public static native(by: string): Capability {
    return new Capability(Support.NATIVE, by, '');
  }

  /**
   * The back end puts it together from other things.
   * @param how of what, and what is different from the real thing
   */
  public static emulated(how: string): Capability {
    return new Capability(Support.EMULATED, how, '');
  }

  /**
   * The back end does not do it.
   * @param why the reason
   * @param instead what to declare instead, as an imperative
   */
  public static refused(why: string, instead: string): Capability {
    return new Capability(Support.REFUSED, why, instead);
  }

  private constructor(
    /** How well. */
    public readonly support: Support,
    /** What does it, how it is put together, or why it is refused. */
    public readonly note: string,
    /** What to declare instead; empty unless refused. */
    public readonly instead: string,
  ) {}
}

/**
 * What a back end is to the plan: answers about features, and the limits of its platform. Everything that renders a plan
 * implements it.
 */
export interface IRenderer {
  /** Name of the platform, as it stands in the parity report. */
  readonly platform: string;

  /**
   * How well this back end does something.
   * @param feature what is asked for
   */
  capability(feature: Feature): Capability;

  /**
   * What this back end cannot render although it has each of the features: numbers out of a platform's range, combinations.
   * @param plan the plan that is to be rendered
   */
  limits(plan: Plan): Problem[];
}

/**
 * A line of the parity report.
 */
export interface ParityRow {
  /** What the plan asks for. */
  readonly feature: Feature;

  /** First place in the plan that asks for it. */
  readonly path: string;

  /** Name of the back end's platform. */
  readonly platform: string;

  /** How well the back end does it. */
  readonly support: Support;

  /** By what, how, or why not. */
  readonly note: string;
}
