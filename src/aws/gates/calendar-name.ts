const PRIME = 4_294_967_291;
const MULTIPLIER = 1_000_003;
const DIGITS = 7;

/**
 * What Systems Manager calls the calendar of a freeze. Another content is another calendar, since a document with a name of
 * its own is not replaced under that name.
 */
export function calendarName(service: string, freeze: string, content: string): string {
  return `freeze-${service}-${freeze}-${hash(content)}`;
}

/** Tells contents apart, and keeps nothing secret. Below the largest number that is exact. */
function hash(content: string): string {
  return [...content].reduce((sum, letter) => (sum * MULTIPLIER + letter.codePointAt(0)!) % PRIME, 1).toString(36).padStart(DIGITS, '0');
}
