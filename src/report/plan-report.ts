import type { Plan } from '../plan/plan';
import { planMermaid } from './plan-mermaid';
import { planText } from './plan-text';

/**
 * A plan for people to read.
 */
export class PlanReport {
  /**
   * Takes a plan, sound or not.
   */
  public static of(plan: Plan): PlanReport {
    return new PlanReport(plan);
  }

  private constructor(private readonly plan: Plan) {}

  /** For a terminal of 120 columns: the waves as a picture and as a table, then signals, windows and freezes. */
  public toText(): string {
    return planText(this.plan._document);
  }

  /**
   * A flowchart that GitHub and others draw.
   * @see https://mermaid.js.org/syntax/flowchart.html
   */
  public toMermaid(): string {
    return planMermaid(this.plan._document);
  }
}
