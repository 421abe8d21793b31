import { Outcome } from '../../rehearsal/timeline';

/** How a story ends, in words. */
export const OUTCOMES: Record<Outcome, string> = {
  [Outcome.RELEASED]: 'released',
  [Outcome.ROLLED_BACK]: 'rolled back',
  [Outcome.TURNED_AWAY]: 'turned away',
  [Outcome.SUPERSEDED]: 'superseded',
  [Outcome.UNDECIDED]: 'undecided',
};
