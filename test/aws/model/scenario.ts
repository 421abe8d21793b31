import type { World } from '../../support/codepipeline/world';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A Monday, ten o'clock in Berlin. */
export const START_MS = Date.UTC(2026, 0, 5, 9);

/** The release that runs everywhere before anything is told. Somebody lets it in where no alarm can exist yet. */
export const FIRST = '1.0.0';

export interface Answer {
  readonly release: string;
  /** One group only; left out, all groups. */
  readonly group?: string;
  readonly says: 'yes' | 'no' | 'nothing';
}

/** Somebody who was granted it has a wave undone. */
export interface Order {
  readonly wave: string;
  readonly afterMs: number;
}

/** What happens to a pipeline. What is not mentioned goes well: people say yes, jobs succeed, alarms are quiet. */
export interface Scenario extends World {
  /** After the start; the first release comes by itself. */
  readonly candidates: readonly { readonly version: string; readonly afterMs: number; readonly type?: string }[];
  readonly answers: readonly Answer[];
  /** Only the state machine that undoes hears them. */
  readonly orders: readonly Order[];
  /** Whether somebody overrides the entry of the first release. */
  readonly firstIsLetIn: boolean;
  readonly endsAfterMs: number;
}

export const SECOND = '1.1.0';
export const THIRD = '1.2.0';
export const FOURTH = '1.3.0';

/** Long enough for the first release to be everywhere. */
export const LATER = 3 * DAY;

/** The second release comes when the first one runs everywhere. */
export function scenario(told: Partial<Scenario> = {}): Scenario {
  return {
    candidates: [{ version: SECOND, afterMs: LATER }],
    answers: [],
    orders: [],
    faults: [],
    outages: [],
    failedDeployments: [],
    failedJobs: [],
    firstIsLetIn: true,
    endsAfterMs: 40 * DAY,
    ...told,
  };
}

/** How long people take to answer. */
export const THINKING_MS = 10 * MINUTE;

export function answerOf(answers: readonly Answer[], release: string, group: string): Answer['says'] {
  return answers.find((answer) => answer.release === release && (answer.group ?? group) === group)?.says ?? 'yes';
}
