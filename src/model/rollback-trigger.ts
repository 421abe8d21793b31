import type { Signal } from './signal';
import type { RollbackScopeSpec, TriggerSpec } from './spec';
import { specOf } from './untyped';

/**
 * How much is undone.
 */
export enum RollbackScope {
  /** The wave in which the trigger fired. */
  WAVE = 'wave',
  /** That wave and all others that the same release has been through. */
  PROMOTED = 'promoted',
}

/**
 * How a trigger acts.
 */
export interface RollbackTriggerOptions {
  /**
   * How much is undone.
   * @default RollbackScope.WAVE
   */
  readonly scope?: RollbackScope;
}

/**
 * What undoes a release. A failed deployment, a failed verification and an operator always do, in the wave's scope;
 * list one to give it another scope. Signals are listed one by one.
 */
export class RollbackTrigger {
  /**
   * The signal fails while the release is in a wave.
   */
  public static signal(signal: Signal, options: RollbackTriggerOptions = {}): RollbackTrigger {
    return new RollbackTrigger({ kind: 'signal', signal: specOf(signal), scope: scopeOf(options) });
  }

  /**
   * Deploying to one of the wave's environments fails.
   */
  public static failedDeployment(options: RollbackTriggerOptions = {}): RollbackTrigger {
    return new RollbackTrigger({ kind: 'failedDeployment', scope: scopeOf(options) });
  }

  /**
   * A verification of the wave fails.
   */
  public static failedVerification(options: RollbackTriggerOptions = {}): RollbackTrigger {
    return new RollbackTrigger({ kind: 'failedVerification', scope: scopeOf(options) });
  }

  /**
   * A person orders it.
   */
  public static operator(options: RollbackTriggerOptions = {}): RollbackTrigger {
    return new RollbackTrigger({ kind: 'operator', scope: scopeOf(options) });
  }

  private constructor(private readonly spec: TriggerSpec) {}

  /** @internal */
  public _spec(): TriggerSpec {
    return this.spec;
  }
}

function scopeOf(options: RollbackTriggerOptions): RollbackScopeSpec {
  return (options.scope ?? RollbackScope.WAVE) as RollbackScopeSpec;
}
