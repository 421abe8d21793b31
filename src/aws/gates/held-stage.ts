/** Where releases are held while a freeze lasts. */
export interface HeldStage {
  /** Of CodePipeline. */
  readonly stage: string;
  /** Names of freezes. */
  readonly freezes: string[];
  /** Names of their Change Calendar documents. */
  readonly calendars: string[];
}
