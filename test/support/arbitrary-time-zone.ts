import * as fc from 'fast-check';

/** Zones with daylight saving north and south, one with half an hour of it, and some without. */
export function timeZones(): fc.Arbitrary<string> {
  return fc.constantFrom('Europe/Zurich', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Tokyo', 'Asia/Kathmandu', 'UTC');
}
