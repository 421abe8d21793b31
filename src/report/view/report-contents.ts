import type { PlanDocument } from '../../plan/document';
import type { Plan } from '../../plan/plan';
import type { Problem } from '../../plan/problem';
import { Severity } from '../../plan/problem';
import { ProblemError } from '../../plan/problem-error';
import type { IRenderer, ParityRow } from '../../plan/renderer';
import { shown } from '../../private/shown';
import { instantMs } from '../../rehearsal/instant';
import type { ProofResult } from '../../rehearsal/prove/proof-result';
import type { Timeline } from '../../rehearsal/timeline';
import { SP3401 } from '../problems';
import type { CalendarStrip } from './calendar-strips';
import { calendarStrips } from './calendar-strips';

/** What a report says, before it has a form. */
export interface ReportContents {
  readonly plan: PlanDocument;
  readonly problems: readonly Problem[];
  readonly timelines: readonly Timeline[];
  /** A list for each back end, all of the same features in the same order. */
  readonly parity: readonly (readonly ParityRow[])[];
  readonly proof: ProofResult | undefined;
  readonly calendar: Calendar | undefined;
}

/** The weeks that are looked at. */
export interface Calendar {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly strips: readonly CalendarStrip[];
}

/** What the contents are made of. */
export interface ReportSources {
  readonly timelines?: readonly Timeline[];
  readonly renderers?: readonly IRenderer[];
  readonly proof?: ProofResult;
  readonly calendarFrom?: string;
}

const DAY_MS = 86_400_000;
const DAYS = 28;

/** Asks the plan and the back ends everything that a report says. */
export function contentsOf(plan: Plan, { timelines = [], renderers = [], proof, calendarFrom }: ReportSources): ReportContents {
  const found = renderers.length > 0 ? renderers.flatMap((renderer) => plan.problemsFor(renderer)) : plan.problems;
  const problems = [...new Map(found.map((problem) => [problem.message, problem])).values()];
  const { ERROR } = Severity;
  return {
    plan: plan._document,
    problems: [...problems.filter(({ severity }) => severity === ERROR), ...problems.filter(({ severity }) => severity !== ERROR)],
    timelines,
    parity: renderers.map((renderer) => plan.parity(renderer)),
    proof,
    calendar: calendarOf(plan, calendarFrom === undefined ? timelines[0]?._startMs : instantOf(plan, calendarFrom)),
  };
}

/** Times that cannot be read are among the errors, so a plan that has some has no calendar. */
function calendarOf(plan: Plan, atMs: number | undefined): Calendar | undefined {
  if (atMs === undefined || plan.problems.some(({ severity }) => severity === Severity.ERROR)) return undefined;
  const fromMs = atMs - atMs % DAY_MS;
  const untilMs = fromMs + DAYS * DAY_MS;
  return { fromMs, untilMs, strips: calendarStrips(plan._document, fromMs, untilMs) };
}

function instantOf(plan: Plan, text: string): number {
  const ms = instantMs(text);
  if (ms !== undefined) return ms;
  throw new ProblemError([SP3401.at(plan._document.path, {
    got: shown(text), allowed: 'an instant such as 2026-03-02T08:00:00Z', remedies: ['write date, time and offset'],
  })]);
}
