import type { IDuration } from './duration';

/*
 * A caller without types can leave out what is required or pass something else. The plan then reports it together with
 * everything else that is wrong, so it must not throw half way through the declaration.
 */

/** Length of a duration in whole milliseconds, which is as fine as a plan tells times; of what is none, not a number. */
export function millisecondsOf(duration: IDuration | undefined, defaultMs = NaN): number {
  if (duration === undefined) return defaultMs;
  return typeof duration?.toMilliseconds === 'function' ? Math.round(duration.toMilliseconds()) : NaN;
}

/** A copy of a list; of what is left out, an empty one; of one thing that is no list, a list of it. */
export function listOf<T>(list: readonly T[] | undefined): T[] {
  const value: unknown = list ?? [];
  return typeof value === 'object' && value !== null && Symbol.iterator in value ? [...value as Iterable<T>] : [value as T];
}

/** What a signal says; of what is none, nothing. */
export function specOf<T>(thing: { _spec(): T } | undefined): T | undefined {
  return typeof thing?._spec === 'function' ? thing._spec() : undefined;
}
