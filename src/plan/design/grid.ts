const MINUTE_MS = 60_000;

/** Two versions side by side for longer than this hold up everything behind them. */
export const LONGEST_MS = 120 * MINUTE_MS;

/** The shares and times a design may choose from: round ones, as people write them, and as every platform takes them. */
export interface Grid {
  readonly percents: readonly number[];
  /** Shares that a linear shift adds in each step. */
  readonly addedPercents: readonly number[];
  readonly holdsMs: readonly number[];
}

export const GRID: Grid = {
  percents: [1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 75],
  addedPercents: [5, 10, 20, 25],
  holdsMs: [2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 90, 120].map((minutes) => minutes * MINUTE_MS),
};
