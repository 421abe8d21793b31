/** A stage into which the way is closed for a time. */
export interface HeldStage {
  readonly pipelineName: string;
  /** Of CodePipeline. */
  readonly stage: string;
  /** Names of the freezes whose beginning closes it. */
  readonly freezes: string[];
  /** Names of the Change Calendar documents that keep it closed. */
  readonly calendars: string[];
  /** It is closed while a release is in any of these: itself, the deployment behind it, and the rest of the bake. */
  readonly occupied: string[];
}
