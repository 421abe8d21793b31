import type { IDuration } from './duration';
import type { ReleaseType } from './release';
import type { ExpeditedSpec } from './spec';
import { listOf, millisecondsOf } from './untyped';

/**
 * What an expedited release may do without.
 */
export interface ExpeditedPathOptions {
  /** The types that take this path: only `SECURITY` and `HOTFIX` may. */
  readonly releaseTypes: ReleaseType[];

  /**
   * Whether it enters a wave outside its windows.
   * @default true
   */
  readonly passesWindows?: boolean;

  /**
   * Whether it enters a wave during a freeze.
   * @default true
   */
  readonly passesFreezes?: boolean;

  /** Longest bake time in any wave; waves with a shorter one keep it. */
  readonly bakeAtMost: IDuration;
}

/**
 * A shorter way for releases that cannot wait. It is a declared path, not a bypass: evidence, approval, canary, rollback
 * and the record stay.
 */
export class ExpeditedPath {
  /**
   * A path for some types of release.
   */
  public static of(options: ExpeditedPathOptions): ExpeditedPath {
    return new ExpeditedPath({
      releaseTypes: listOf(options.releaseTypes),
      passesWindows: options.passesWindows ?? true,
      passesFreezes: options.passesFreezes ?? true,
      bakeAtMostMs: millisecondsOf(options.bakeAtMost),
    });
  }

  private constructor(private readonly spec: ExpeditedSpec) {}

  /** @internal */
  public _spec(): ExpeditedSpec {
    return this.spec;
  }
}
