import type { ReleasePipeline } from '../model/release-pipeline';
import { withoutAcknowledged } from './check/acknowledgement';
import { check } from './check/check';
import type { PlanDocument } from './document';
import { featuresOf } from './feature';
import { lower } from './lower';
import type { Problem } from './problem';
import { read } from './read';
import { refusals } from './refusals';
import type { IRenderer, ParityRow } from './renderer';

/**
 * What a declaration means: flat, explicit, versioned data with every default resolved. Back ends and reports read nothing
 * else.
 */
export class Plan {
  /**
   * Lowers a declaration. Never fails: what is wrong stands in `problems`.
   * @param pipeline a pipeline to which all waves have been added
   */
  public static of(pipeline: ReleasePipeline): Plan {
    return new Plan(lower(pipeline));
  }

  /**
   * Reads a plan that `toJson` wrote, here or in another language.
   * @param json text of the document
   * @throws problems `SP3001` to `SP3003` when it is not one
   */
  public static fromJson(json: string): Plan {
    return new Plan(read(json));
  }

  /** @internal */
  public static _of(document: PlanDocument): Plan {
    return new Plan(document);
  }

  private found?: Problem[];

  private constructor(
    /** @internal */
    public readonly _document: PlanDocument,
  ) {}

  /** The service that is released. */
  public get service(): string {
    return this._document.service;
  }

  /** What the checks find, errors first; acknowledged warnings are left out. */
  public get problems(): Problem[] {
    this.found ??= check(this._document);
    return [...this.found];
  }

  /** The document as text: the same plan always gives the same bytes. */
  public toJson(): string {
    return JSON.stringify(this._document, undefined, 2) + '\n';
  }

  /**
   * What a back end makes of each feature the plan asks for.
   * @param renderer the back end
   */
  public parity(renderer: IRenderer): ParityRow[] {
    return featuresOf(this._document).map(({ feature, path }) => {
      const { support, note } = renderer.capability(feature);
      return { feature, path, platform: renderer.platform, support, note };
    });
  }

  /**
   * Everything that keeps a back end from rendering the plan, and all warnings.
   * @param renderer the back end
   */
  public problemsFor(renderer: IRenderer): Problem[] {
    const own = this.problems;
    const sound = own.every((problem) => problem.severity !== 'error');
    return [...own, ...refusals(this._document, renderer), ...(sound ? withoutAcknowledged(this._document, renderer.limits(this)) : [])];
  }
}
