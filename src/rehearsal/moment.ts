/** @internal */
export type MomentSpec =
  | { readonly kind: 'arrival' }
  | { readonly kind: 'at'; readonly time: string }
  | { readonly kind: 'waiting' | 'entered' | 'verifying' | 'baking' | 'done' | 'rollingBack'; readonly wave: string }
  | { readonly kind: 'step'; readonly wave: string; readonly number: number };

/**
 * A point of a story from which time counts. What happens again counts from the first time.
 */
export class Moment {
  /**
   * The release arrives: the story begins.
   */
  public static arrival(): Moment {
    return new Moment({ kind: 'arrival' });
  }

  /**
   * A point in time.
   * @param time ISO 8601 with an offset
   */
  public static at(time: string): Moment {
    return new Moment({ kind: 'at', time });
  }

  /**
   * The release stands before the gates of a wave.
   */
  public static waiting(wave: string): Moment {
    return new Moment({ kind: 'waiting', wave });
  }

  /**
   * The gates of a wave let the release in.
   */
  public static entered(wave: string): Moment {
    return new Moment({ kind: 'entered', wave });
  }

  /**
   * A step of a wave's shift is reached in all its environments.
   * @param number of the step; the first is 1
   */
  public static step(wave: string, number: number): Moment {
    return new Moment({ kind: 'step', wave, number });
  }

  /**
   * The verifications of a wave begin.
   */
  public static verifying(wave: string): Moment {
    return new Moment({ kind: 'verifying', wave });
  }

  /**
   * The bake of a wave begins.
   */
  public static baking(wave: string): Moment {
    return new Moment({ kind: 'baking', wave });
  }

  /**
   * The release has been through a wave.
   */
  public static done(wave: string): Moment {
    return new Moment({ kind: 'done', wave });
  }

  /**
   * The release begins to be undone in a wave.
   */
  public static rollingBack(wave: string): Moment {
    return new Moment({ kind: 'rollingBack', wave });
  }

  private constructor(private readonly spec: MomentSpec) {}

  /** @internal */
  public _spec(): MomentSpec {
    return this.spec;
  }
}
