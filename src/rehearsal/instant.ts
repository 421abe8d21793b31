import { Temporal } from 'temporal-polyfill';

/** As an ISO 8601 text. */
export function isoOf(atMs: number): string {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toString();
}

/** The instant of an ISO 8601 text with an offset, in milliseconds since 1970; undefined when it is none. */
export function instantMs(text: string): number | undefined {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return undefined;
  }
}
