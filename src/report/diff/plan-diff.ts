import type { Plan } from '../../plan/plan';
import type { ManyOptions } from '../../rehearsal/many/many-options';
import { changesBetween } from './changes-between';
import { diffMarkdown } from './diff-markdown';
import { diffText } from './diff-text';
import { effectFacets } from './effect-facets';
import type { PlanChange } from './plan-change';
import { planFacets } from './plan-facets';

const RELEASES = 2_000;

/**
 * What a change of a plan does to the release: what is declared otherwise, and what that comes to.
 */
export class PlanDiff {
  /**
   * Holds two plans against each other. The order in which things were declared does not count. What is rehearsed is left out for a plan with errors.
   * @param options which releases the lead time is counted from; 2000 where it is not said how many
   * @throws problem `SP3305` when nothing can be counted
   */
  public static between(before: Plan, after: Plan, options: ManyOptions = {}): PlanDiff {
    const many = { releases: RELEASES, ...options };
    return new PlanDiff(
      changesBetween(effectFacets(before, after, many), effectFacets(after, before, many)),
      changesBetween(planFacets(before._document, after._document), planFacets(after._document, before._document)),
    );
  }

  private constructor(
    /** What the change comes to: lead time, harm, detection, reach. */
    public readonly effects: PlanChange[],
    /** What is declared otherwise; empty when the two mean the same. */
    public readonly changes: PlanChange[],
  ) {}

  /** Whether the two plans mean the same. */
  public get isEmpty(): boolean {
    return this.effects.length + this.changes.length === 0;
  }

  /** For a terminal of 120 columns. */
  public toText(): string {
    return diffText(this.effects, this.changes);
  }

  /** For a pull request. */
  public toMarkdown(): string {
    return diffMarkdown(this.effects, this.changes);
  }
}
