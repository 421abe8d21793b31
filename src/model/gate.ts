import type { DeploymentWindow } from './deployment-window';
import type { IDuration } from './duration';
import type { JobOptions } from './job';
import { jobSpec } from './job';
import type { Signal } from './signal';
import type { GateSpec } from './spec';
import { listOf, millisecondsOf } from './untyped';

/**
 * Who must say yes.
 */
export interface ApprovalOptions {
  /** The group whose members may approve. */
  readonly group: string;

  /**
   * How many different people of the group must approve.
   * @default 1
   */
  readonly quorum?: number;

  /**
   * Whether the release's author is left out of the count.
   * @default true
   */
  readonly excludeAuthor?: boolean;

  /**
   * How long the request stands; after that the release is refused at this wave.
   * @default - 7 days
   */
  readonly timeout?: IDuration;
}

/**
 * Something that must exist for a release, signed and tied to its digests.
 */
export enum Evidence {
  /** Software bill of materials. */
  SBOM = 'sbom',
  /** Build provenance. */
  PROVENANCE = 'provenance',
  /** Results of the tests of this very build. */
  TESTS = 'tests',
  /** Documentation that belongs to the change. */
  DOCS = 'docs',
}

/**
 * How much of the error budget must be left.
 */
export interface BudgetOptions {
  /** Service level objective as a ratio of good requests, over 0 and under 1, for example 0.999. */
  readonly objective: number;

  /**
   * The time the objective is counted over.
   * @default - 30 days
   */
  readonly window?: IDuration;

  /**
   * Smallest share of the budget that must be left, 0 to 1.
   * @default 0.1
   */
  readonly remainingAtLeast?: number;
}

/**
 * Which ticket must stand in which state.
 */
export interface ChangeOptions {
  /** The change management system, as the back end knows it. */
  readonly system: string;

  /**
   * The states of the ticket in which the release may go.
   * @default - `approved`
   */
  readonly states?: string[];
}

/**
 * What must have been released before.
 */
export interface DependsOnOptions {
  /** The other service. */
  readonly service: string;

  /** The environment of it that is asked. */
  readonly environment: string;

  /**
   * The versions of it that will do, as a semver range.
   * @default '*'
   */
  readonly versions?: string;
}

/**
 * What holds a release back before a wave. A release enters when all gates of the wave have passed for it.
 */
export class Gate {
  /**
   * People of a group say yes. An approval counts for one release; a newer candidate needs its own.
   */
  public static approval(options: ApprovalOptions): Gate {
    return new Gate({
      kind: 'approval',
      group: options.group,
      quorum: options.quorum ?? 1,
      excludeAuthor: options.excludeAuthor ?? true,
      timeoutMs: millisecondsOf(options.timeout, 7 * 86_400_000),
    });
  }

  /**
   * One of the windows is open.
   */
  public static window(...windows: DeploymentWindow[]): Gate {
    return new Gate({ kind: 'window', windows: windows.map((window) => window._spec()) });
  }

  /**
   * None of the signals is failing where the release is about to go: no alarm is firing.
   */
  public static quiet(...signals: Signal[]): Gate {
    return new Gate({ kind: 'quiet', signals: signals.map((signal) => signal._spec()) });
  }

  /**
   * A job succeeds.
   */
  public static check(job: JobOptions): Gate {
    return new Gate({ kind: 'check', job: jobSpec(job) });
  }

  /**
   * The evidence exists for exactly the digests of the release.
   */
  public static evidence(...evidence: Evidence[]): Gate {
    return new Gate({ kind: 'evidence', evidence: [...new Set(evidence)] });
  }

  /**
   * Enough of the error budget is left.
   */
  public static budget(options: BudgetOptions): Gate {
    return new Gate({
      kind: 'budget',
      objectiveRatio: options.objective,
      windowMs: millisecondsOf(options.window, 30 * 86_400_000),
      remainingAtLeastRatio: options.remainingAtLeast ?? 0.1,
    });
  }

  /**
   * The release's change ticket stands in one of the given states.
   */
  public static change(options: ChangeOptions): Gate {
    return new Gate({ kind: 'change', system: options.system, states: listOf(options.states ?? ['approved']) });
  }

  /**
   * Another service has been released before.
   */
  public static dependsOn(options: DependsOnOptions): Gate {
    return new Gate({ kind: 'dependsOn', service: options.service, environment: options.environment, versions: options.versions ?? '*' });
  }

  private constructor(private readonly spec: GateSpec) {}

  /** @internal */
  public _spec(): GateSpec {
    return this.spec;
  }
}
