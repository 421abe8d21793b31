/** What a command tells the shell. Every `--help` and docs/cli.md list them. */
export enum Exit {
  /** Done, and nothing is wrong. */
  FINE = 0,
  /** Done, and something is wrong with the release. */
  FINDINGS = 1,
  /** Not done: used in a way that has no meaning, or the input cannot be read. */
  MISUSE = 2,
  /** Done in part: nothing is found, and not everything was looked at. */
  INCOMPLETE = 3,
  /** A defect of the command itself. */
  DEFECT = 70,
}

/** How a command ends; one that does not say ends well. */
export type End = (exit: Exit) => void;
