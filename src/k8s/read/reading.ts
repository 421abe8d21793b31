import type { Notes } from './notes';
import type { Signals } from './signals';
import type { Sources } from './sources';

/** One plan that is read, and everything that helps to read it. */
export interface Reading {
  readonly sources: Sources;
  readonly signals: Signals;
  readonly notes: Notes;
}
