/** How far a proof has come. */
export interface Exploring {
  /** What is explored. */
  readonly what: string;
  /** Which part of the proof that is, from 1. */
  readonly part: number;
  readonly parts: number;
  /** That were found in it so far. */
  readonly states: number;
}

/** Told now and then by a proof that takes long. */
export type Watch = (exploring: Exploring) => void;

/** Told by one part of it. */
export type StatesWatch = (states: number) => void;

/** So many states are explored between two times that it is told. */
export const STATES_UNWATCHED = 1_024;

export const UNWATCHED: StatesWatch = () => undefined;
