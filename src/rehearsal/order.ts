import type { IDuration } from '../model/duration';
import type { Moment, MomentSpec } from './moment';

/**
 * When an order is given, and by whom.
 */
export interface OrderOptions {
  /**
   * The moment from which time counts.
   * @default - the arrival of the release
   */
  readonly from?: Moment;

  /**
   * How long after that moment.
   * @default - at once
   */
  readonly after?: IDuration;

  /**
   * Who gives it, as it goes into the record.
   * @default 'operator'
   */
  readonly by?: string;
}

/** @internal */
export type OrderSpec = { readonly from: MomentSpec; readonly afterMs: number; readonly by: string } & (
  | { readonly kind: 'hold' | 'resume' | 'rollBack' | 'retryRollback'; readonly wave: string }
  | { readonly kind: 'override'; readonly wave: string; readonly gate: string }
  | { readonly kind: 'liftVeto' }
);

/**
 * What a person orders while a release is under way.
 */
export class Order {
  /**
   * The release stays where it is in a wave. It never keeps it from being undone.
   */
  public static hold(wave: string, options: OrderOptions = {}): Order {
    return new Order({ ...given(options), kind: 'hold', wave });
  }

  /**
   * A release that was held goes on.
   */
  public static resume(wave: string, options: OrderOptions = {}): Order {
    return new Order({ ...given(options), kind: 'resume', wave });
  }

  /**
   * What moves in a wave is undone; where nothing moves, what runs there.
   */
  public static rollBack(wave: string, options: OrderOptions = {}): Order {
    return new Order({ ...given(options), kind: 'rollBack', wave });
  }

  /**
   * A rollback that failed is tried again.
   */
  public static retryRollback(wave: string, options: OrderOptions = {}): Order {
    return new Order({ ...given(options), kind: 'retryRollback', wave });
  }

  /**
   * Break-glass: a gate is passed although it is closed.
   * @param wave before which the release waits
   * @param gate id of a window, quiet or budget gate in the plan, for example `window-1`; or `freeze`
   */
  public static override(wave: string, gate: string, options: OrderOptions = {}): Order {
    return new Order({ ...given(options), kind: 'override', wave, gate });
  }

  /**
   * The release may go again after it was undone.
   */
  public static liftVeto(options: OrderOptions = {}): Order {
    return new Order({ ...given(options), kind: 'liftVeto' });
  }

  private constructor(private readonly spec: OrderSpec) {}

  /** @internal */
  public _spec(): OrderSpec {
    return this.spec;
  }
}

function given({ from, after, by = 'operator' }: OrderOptions): { from: MomentSpec; afterMs: number; by: string } {
  return { from: from?._spec() ?? { kind: 'arrival' }, afterMs: after?.toMilliseconds() ?? 0, by };
}
