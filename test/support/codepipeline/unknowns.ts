/**
 * What AWS does not document, see docs/aws-unknowns.md. The model takes an answer to each question, and tests ask it with
 * both where the answer could matter.
 */
export interface Unknowns {
  /** A rollback is asked the entry condition of its stage. */
  readonly rollbackPassesEntry: boolean;
  /** A rollback is asked the condition on success of its stage. */
  readonly rollbackPassesSuccess: boolean;
  /** An execution that waits to enter the stage goes in before the rollback of the one that failed there. */
  readonly rollbackWaitsInLine: boolean;
  /** A rollback goes on to the stages behind its own. */
  readonly rollbackGoesOn: boolean;
  /** A CloudWatchAlarm rule on success is content with the first look, as AWS documents it on entry. */
  readonly waitTimeEndsEarly: boolean;
  /** An execution whose entry condition is being judged is in the stage, so that no newer one overtakes it. */
  readonly entryHoldsStage: boolean;
  /** A rule on an alarm that does not exist passes. */
  readonly missingAlarmPasses: boolean;
  /** A DeploymentWindow rule on success waits for the window, as it does on entry. */
  readonly windowWaitsOnSuccess: boolean;
  /** How long a DeploymentWindow rule waits. */
  readonly windowPatienceMs: number;
  /** A stage that fails by a condition, with the result FAIL, engages the condition on failure. */
  readonly failedConditionFailsStage: boolean;
}

/** What the documents suggest, without saying so. */
export const ASSUMED: Unknowns = {
  rollbackPassesEntry: false,
  rollbackPassesSuccess: false,
  rollbackWaitsInLine: false,
  rollbackGoesOn: false,
  waitTimeEndsEarly: false,
  entryHoldsStage: true,
  missingAlarmPasses: false,
  windowWaitsOnSuccess: false,
  windowPatienceMs: Infinity,
  failedConditionFailsStage: false,
};
