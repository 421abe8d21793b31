import type { IDuration } from './duration';
import type { JobOptions } from './job';
import { jobSpec } from './job';
import type { Signal } from './signal';
import type { VerificationSpec } from './spec';
import { millisecondsOf, specOf } from './untyped';

/**
 * A signal watched for a while.
 */
export interface MeasurementOptions {
  /** Unique within its wave. */
  readonly name: string;

  /** What is measured. */
  readonly signal: Signal;

  /** How long. */
  readonly duration: IDuration;
}

/**
 * What must hold after all traffic has moved and before the wave bakes: passes, fails (and rolls back), or is
 * inconclusive (and holds).
 */
export class Verification {
  /**
   * A job, for example a suite of end-to-end tests.
   */
  public static job(job: JobOptions): Verification {
    return new Verification({ kind: 'job', job: jobSpec(job) });
  }

  /**
   * A signal that must pass for a while.
   */
  public static measurement(options: MeasurementOptions): Verification {
    const { name, signal, duration } = options;
    return new Verification({ kind: 'measurement', name, signal: specOf(signal), durationMs: millisecondsOf(duration) });
  }

  private constructor(private readonly spec: VerificationSpec) {}

  /** @internal */
  public _spec(): VerificationSpec {
    return this.spec;
  }
}
