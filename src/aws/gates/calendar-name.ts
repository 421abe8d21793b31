import { createHash } from 'crypto';

const HASHED_DIGITS = 8;

/**
 * What Systems Manager calls the calendar of a freeze. Another content is another calendar, since a document with a name of
 * its own is not replaced under that name.
 */
export function calendarName(service: string, freeze: string, content: string): string {
  return `freeze-${service}-${freeze}-${createHash('sha256').update(content).digest('hex').slice(0, HASHED_DIGITS)}`;
}
