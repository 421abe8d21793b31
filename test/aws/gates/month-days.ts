import * as fc from 'fast-check';

const LAST = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** `MM-DD`, often an end of February. */
export const monthDays: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('02-28', '02-29', '03-01', '12-31', '01-01'),
  fc.integer({ min: 1, max: 12 }).chain((month) => fc.integer({ min: 1, max: LAST[month - 1] }).map((day) => [month, day].map((part) => `${part}`.padStart(2, '0')).join('-'))),
);
