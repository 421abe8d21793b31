import { error } from '../plan/problem-definition';

/* SP34xx  what a report is asked */

export const SP3401 = error('SP3401', 'calendar begins at no instant',
  'A date without a time and an offset is another instant in every place, and the calendar would show other hours to everybody.',
  "ReleaseReport.of(plan, { calendarFrom: 'Monday' });");
