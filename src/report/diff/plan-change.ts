/**
 * What a change makes of a release.
 */
export enum Verdict {
  /** Less can go wrong, or less is harmed by it. */
  STRICTER = 'stricter',
  /** More can go wrong, or more is harmed by it. */
  LOOSER = 'looser',
  /** Neither, or both. */
  OTHER = 'other',
}

/**
 * What of a release is changed.
 */
export enum ChangeTopic {
  /** How long a release takes. */
  LEAD_TIME = 'lead time',
  /** What a broken build does to customers. */
  HARM = 'harm',
  /** How soon, and how small a rise is noticed. */
  DETECTION = 'detection',
  /** Where a release goes, in which order, and with how much of the traffic. */
  REACH = 'reach',
  /** What holds it back. */
  GATES = 'gates',
  /** When it may go. */
  CALENDAR = 'calendar',
  /** What is looked at after the shift, and for how long. */
  VERIFICATION = 'verification',
  /** What undoes it. */
  ROLLBACK = 'rollback',
  /** What the plan is called, and what it takes for granted. */
  DECLARATION = 'declaration',
}

/**
 * A difference between two plans.
 */
export interface PlanChange {
  /** Name of the wave, empty for the whole pipeline. */
  readonly wave: string;

  /** What it belongs to. */
  readonly topic: ChangeTopic;

  /** What is changed, for example `approval-1`. */
  readonly what: string;

  /** How it was; empty when it was not there. */
  readonly before: string;

  /** How it is; empty when it is not there any more. */
  readonly after: string;

  /** What that makes of a release. */
  readonly verdict: Verdict;
}
