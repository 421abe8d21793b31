import { Construct } from 'constructs';
import type { IDuration } from './duration';
import type { Environment } from './environment';
import type { Gate } from './gate';
import type { RollbackTrigger } from './rollback-trigger';
import { TrafficShift } from './traffic-shift';
import { listOf, millisecondsOf } from './untyped';
import type { Verification } from './verification';

/**
 * What a wave is made of.
 */
export interface WaveOptions {
  /** The places that are released together. */
  readonly environments: Environment[];

  /**
   * What holds a release back before the wave.
   * @default - nothing
   */
  readonly gates?: Gate[];

  /**
   * How traffic moves.
   * @default TrafficShift.allAtOnce()
   */
  readonly trafficShift?: TrafficShift;

  /**
   * What must hold once all traffic has moved.
   * @default - nothing
   */
  readonly verifications?: Verification[];

  /**
   * How long the wave is watched after that, also called soak.
   * @default - no time
   */
  readonly bakeTime?: IDuration;

  /**
   * What undoes a release in this wave, besides what the pipeline lists.
   * @default - nothing more
   */
  readonly rollbackOn?: RollbackTrigger[];

  /**
   * The waves that must be done before. Listing them makes the pipeline a graph.
   * @default - the wave that was added before this one
   */
  readonly after?: Wave[];
}

/**
 * A wave and its name.
 */
export interface WaveProps extends WaveOptions {
  /** Unique within the pipeline: lower case letters, digits and hyphens. */
  readonly waveName: string;
}

/**
 * An ordered step of a pipeline: its environments are released together. Made by `ReleasePipeline.addWave`.
 */
export class Wave extends Construct {
  /** Name of the wave, unique within its pipeline. */
  public readonly waveName: string;

  /** The places that are released together. */
  public readonly environments: Environment[];

  /** @internal */
  public readonly _after?: Wave[];
  /** @internal */
  public readonly _gates: Gate[];
  /** @internal */
  public readonly _trafficShift: TrafficShift;
  /** @internal */
  public readonly _verifications: Verification[];
  /** @internal */
  public readonly _bakeMs: number;
  /** @internal */
  public readonly _rollbackOn: RollbackTrigger[];

  constructor(scope: Construct, id: string, props: WaveProps) {
    super(scope, id);
    this.waveName = props.waveName;
    this.environments = listOf(props.environments);
    this._after = props.after && listOf(props.after);
    this._gates = listOf(props.gates);
    this._trafficShift = props.trafficShift ?? TrafficShift.allAtOnce();
    this._verifications = listOf(props.verifications);
    this._bakeMs = millisecondsOf(props.bakeTime, 0);
    this._rollbackOn = listOf(props.rollbackOn);
  }
}
