import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IDuration } from '../model/duration';

/**
 * Where a deployment of ECS can be held up.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-lifecycle-hooks.html
 */
export enum EcsStage {
  /** Another deployment had not ended. */
  RECONCILE_SERVICE = 'RECONCILE_SERVICE',
  /** The new version has no tasks yet. */
  PRE_SCALE_UP = 'PRE_SCALE_UP',
  /** The new version runs, without traffic. */
  POST_SCALE_UP = 'POST_SCALE_UP',
  /** Test traffic moves; functions only. */
  TEST_TRAFFIC_SHIFT = 'TEST_TRAFFIC_SHIFT',
  /** The new version gets all test traffic. */
  POST_TEST_TRAFFIC_SHIFT = 'POST_TEST_TRAFFIC_SHIFT',
  /** Before customers' traffic moves: in a canary or linear shift before every step. */
  PRE_PRODUCTION_TRAFFIC_SHIFT = 'PRE_PRODUCTION_TRAFFIC_SHIFT',
  /** Customers' traffic moves: in a canary or linear shift at every step; functions only. */
  PRODUCTION_TRAFFIC_SHIFT = 'PRODUCTION_TRAFFIC_SHIFT',
  /** The new version gets all traffic. */
  POST_PRODUCTION_TRAFFIC_SHIFT = 'POST_PRODUCTION_TRAFFIC_SHIFT',
}

/**
 * What a deployment does when nobody answers.
 */
export enum EcsTimeoutAction {
  /** Back to the version before. */
  ROLLBACK = 'ROLLBACK',
  /** On to the next stage. */
  CONTINUE = 'CONTINUE',
}

/**
 * A wait for somebody outside. ECS waits in every deployment, and what takes a release back is one as well.
 */
export interface EcsPauseOptions {
  /** Where the deployment waits. */
  readonly stages: EcsStage[];

  /** How long it waits at each of them, in whole minutes, at most two weeks. */
  readonly timeout: IDuration;

  /**
   * What happens after that. `ROLLBACK` takes a rollback back for which nobody comes, so the version that was to go stays.
   * @default EcsTimeoutAction.CONTINUE
   */
  readonly onTimeout?: EcsTimeoutAction;
}

/**
 * A function that is asked.
 */
export interface EcsFunctionHookOptions {
  /**
   * Answers with a `hookStatus` of `SUCCEEDED`, `FAILED` or `IN_PROGRESS`.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/lambda-lifecycle-hooks.html
   */
  readonly handler: IFunction;

  /** Where it is asked. */
  readonly stages: EcsStage[];

  /**
   * How long it may take at each of them, in whole minutes, at most two weeks.
   * @default - 1 hour
   */
  readonly timeout?: IDuration;

  /**
   * What happens after that.
   * @default EcsTimeoutAction.ROLLBACK
   */
  readonly onTimeout?: EcsTimeoutAction;
}

/**
 * Plain data of a hook.
 * @internal
 */
export interface EcsHookSpec {
  /** Left out: it waits for `ContinueServiceDeployment`. */
  readonly handler?: IFunction;
  readonly stages: EcsStage[];
  readonly timeoutMs: number;
  readonly onTimeout: EcsTimeoutAction;
}

/** Not the day that ECS would wait: steps are asked one by one, and CloudFormation waits for all of them. */
const HOUR_MS = 3_600_000;

/**
 * Something that a deployment of ECS waits for.
 */
export class EcsHook {
  /**
   * Waits until somebody continues the deployment or rolls it back, or the time is over; who may is `EcsWorkload.grantContinue`.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/pause-lifecycle-hooks.html
   */
  public static pause(options: EcsPauseOptions): EcsHook {
    const { stages, timeout, onTimeout = EcsTimeoutAction.CONTINUE } = options;
    return new EcsHook({ stages, timeoutMs: timeout.toMilliseconds(), onTimeout });
  }

  /**
   * Asks a function.
   */
  public static function(options: EcsFunctionHookOptions): EcsHook {
    const { handler, stages, timeout, onTimeout = EcsTimeoutAction.ROLLBACK } = options;
    return new EcsHook({ handler, stages, timeoutMs: timeout?.toMilliseconds() ?? HOUR_MS, onTimeout });
  }

  private constructor(private readonly spec: EcsHookSpec) {}

  /** @internal */
  public _spec(): EcsHookSpec {
    return this.spec;
  }
}
