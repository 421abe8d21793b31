import type { IDuration } from './duration';
import type { JobSpec } from './spec';
import { listOf, millisecondsOf } from './untyped';

/**
 * Commands that are run to find something out. Exit code 0 is a pass; any other is a failure.
 */
export interface JobOptions {
  /** Unique within its wave. */
  readonly name: string;

  /** Shell commands, run in order until one fails. */
  readonly commands: string[];

  /**
   * Container image the commands run in.
   * @default - the back end's own
   */
  readonly image?: string;

  /**
   * Longest time they may take; running out is a failure.
   * @default - 1 hour
   */
  readonly timeout?: IDuration;
}

/** @internal */
export function jobSpec(options: JobOptions): JobSpec {
  return {
    name: options.name,
    commands: listOf(options.commands),
    image: options.image ?? '',
    timeoutMs: millisecondsOf(options.timeout, 3_600_000),
  };
}
