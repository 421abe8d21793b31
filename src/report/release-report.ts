import type { Plan } from '../plan/plan';
import type { IRenderer } from '../plan/renderer';
import type { ProofResult } from '../rehearsal/prove/proof-result';
import type { Timeline } from '../rehearsal/timeline';
import { releasePage } from './html/release-page';
import { releaseMarkdown } from './markdown/release-markdown';
import type { ReportContents } from './view/report-contents';
import { contentsOf } from './view/report-contents';

/**
 * What a report speaks of besides the plan.
 */
export interface ReleaseReportOptions {
  /**
   * Stories that were rehearsed with this plan, in the order in which they are shown.
   * @default - none
   */
  readonly timelines?: Timeline[];

  /**
   * Back ends that are compared, and whose limits are among the problems.
   * @default - none
   */
  readonly renderers?: IRenderer[];

  /**
   * What was proved of the plan.
   * @default - nothing
   */
  readonly proof?: ProofResult;

  /**
   * An instant of the day in UTC from which windows and freezes are shown for four weeks: ISO 8601 with an offset.
   * @default - the beginning of the first story; without one there is no calendar
   */
  readonly calendarFrom?: string;
}

/**
 * Everything that is known of a release before there is one: the pipeline, what becomes of it in each story and to whom, problems, the
 * calendar, back ends, proofs. The same plan and options always give the same bytes.
 */
export class ReleaseReport {
  /**
   * Takes a plan, sound or not.
   * @param plan the plan
   * @param options what else the report speaks of
   * @throws problem `SP3401` when the calendar begins at no instant
   */
  public static of(plan: Plan, options: ReleaseReportOptions = {}): ReleaseReport {
    return new ReleaseReport(contentsOf(plan, options));
  }

  private constructor(private readonly contents: ReportContents) {}

  /** One HTML file that needs nothing else: it loads and runs nothing, and reads well on a phone, on paper and aloud. */
  public toHtml(): string {
    return releasePage(this.contents).text;
  }

  /** A summary for a pull request, with pictures that GitHub draws. */
  public toMarkdown(): string {
    return releaseMarkdown(this.contents);
  }
}
