import type { IDuration } from './duration';

/*
 * A caller without types can leave out what is required or pass something else. The plan then reports it together with
 * everything else that is wrong, so it must not throw half way through the declaration.
 */

/** Length of a duration; of what is none, not a number. */
export function millisecondsOf(duration: IDuration | undefined, defaultMs = NaN): number {
  if (duration === undefined) return defaultMs;
  return typeof duration?.toMilliseconds === 'function' ? duration.toMilliseconds() : NaN;
}

/** A copy of a list; of what is left out, an empty one. */
export function listOf<T>(list: T[] | undefined): T[] {
  return [...(list ?? [])];
}
