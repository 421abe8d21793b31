/** Closed time, ready to be compared with a clock. */
export type ClosedTime =
  | { readonly kind: 'dated'; readonly fromMs: number; readonly toMs: number }
  /** Month and day, `MM-DD`, both closed; `to` before `from` means in the next year. */
  | { readonly kind: 'yearly'; readonly from: string; readonly to: string; readonly timeZone: string }
  /** 1 is Monday. An end not after its beginning is on the next day. */
  | { readonly kind: 'weekly'; readonly days: number[]; readonly fromMinuteOfDay: number; readonly toMinuteOfDay: number; readonly timeZone: string };

/** What the environment of the function says of freezes: they change more often than a pipeline may. */
export interface Frozen {
  /** Each with the name of its Change Calendar document. */
  readonly freezes: { readonly calendar: string; readonly closed: ClosedTime }[];
  /** By wave: the places of those that hold it. */
  readonly waves: Readonly<Record<string, number[]>>;
}

export interface FreezeQuestion {
  readonly kind: 'freeze';
  readonly wave: string;
  /** Types of release that may go in spite of it. */
  readonly passedBy: string[];
}

export interface BudgetQuestion {
  readonly kind: 'budget';
  /** ARN of a service level objective. */
  readonly objective: string;
  readonly region: string;
  /** The role to take in another account; empty: the function's own. */
  readonly role: string;
  readonly remainingAtLeastRatio: number;
}

/** Whether different people have answered. */
export interface PeopleQuestion {
  readonly kind: 'people';
  /** Names of approval actions of the stage, by group. */
  readonly approvals: Record<string, string[]>;
}

export interface ChangeQuestion {
  readonly kind: 'change';
  readonly url: string;
  /** ARN of the secret that is the bearer token. */
  readonly secret: string;
  readonly states: string[];
  readonly service: string;
  readonly wave: string;
}

export interface DependsOnQuestion {
  readonly kind: 'dependsOn';
  /** Name of the parameter in which the other release says what runs. */
  readonly record: string;
  /** Comparators, `||` between alternatives; empty: any version. */
  readonly versions: string;
}

export type Question = FreezeQuestion | BudgetQuestion | PeopleQuestion | ChangeQuestion | DependsOnQuestion;

/** What CodePipeline hands over as user parameters. */
export interface Asked {
  readonly pipeline: string;
  readonly stage: string;
  /** Of the pipeline; the bare name of the variable where CodePipeline does not fill it in. */
  readonly execution: string;
  /** An action can be asked again later; a rule cannot. */
  readonly canWait: boolean;
  readonly questions: Question[];
}

/** Inconclusive is `wait`. */
export interface Verdict {
  readonly verdict: 'pass' | 'fail' | 'wait';
  readonly reason: string;
}
