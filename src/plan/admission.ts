import type { ReleasePipeline } from '../model/release-pipeline';
import { Plan } from './plan';
import type { Problem } from './problem';
import { Severity } from './problem';
import { SP3102 } from './problems';
import type { IRenderer } from './renderer';

/**
 * A pipeline on its way into a back end: lowered, checked, and with everything that is wrong standing in the way of synthesis.
 */
export class Admission {
  public readonly plan: Plan;
  private readonly found: Problem[];

  /** @param more problems the back end finds only when everything has been handed to it, asked for at synthesis */
  constructor(private readonly pipeline: ReleasePipeline, renderer: IRenderer, private readonly more: () => Problem[] = () => []) {
    this.plan = Plan.of(pipeline);
    this.found = this.plan.problemsFor(renderer);
    pipeline.node.addValidation({ validate: () => this.errors.map((problem) => problem.message) });
  }

  /** Whether the plan can be rendered. A back end renders nothing otherwise; synthesis then fails with `errors`. */
  public get sound(): boolean {
    return this.found.every((problem) => problem.severity !== Severity.ERROR);
  }

  public get warnings(): Problem[] {
    return this.found.filter((problem) => problem.severity === Severity.WARNING);
  }

  public get errors(): Problem[] {
    const all = [...this.found, ...this.changedSince(), ...(this.sound ? this.more() : [])];
    return all.filter((problem) => problem.severity === Severity.ERROR);
  }

  private changedSince(): Problem[] {
    if (Plan.of(this.pipeline).toJson() === this.plan.toJson()) return [];
    return [SP3102.at(this.plan._document.path, {
      got: 'a declaration that went on after a back end had taken it',
      allowed: 'a complete one',
      remedies: ['add all waves before the pipeline is handed to a back end'],
    })];
  }
}
