import { Plan } from '../plan/plan';
import type { Seen } from '../plan/reading/seen';
import { linked } from './read/linked';
import { Notes } from './read/notes';
import { readPlan } from './read/plan-reader';
import { Templates } from './read/templates';
import { UNSAID } from './read/unsaid';
import { writtenPipeline } from './read/written-pipeline';
import type { ReadingNote } from './reading-note';

/**
 * Templates of CloudFormation, read back into plans: what this library has synthesized, and what anybody else has written.
 */
export class TemplateReading {
  /**
   * Reads templates that belong together: that of a pipeline, and those of the stacks that it deploys.
   * @param texts in JSON or YAML, by the path of each; a path as it stands in a cloud assembly or an artifact tells which environment a stack belongs to
   * @throws problems `SP4501` to `SP4503` for a text that is no template
   */
  public static of(texts: Record<string, string>): TemplateReading {
    const notes = new Notes();
    const templates = new Templates(texts, notes);
    const pipelines = linked(templates.ofType(['AWS::CodePipeline::Pipeline']).map((resource) => writtenPipeline(resource, notes)), notes);
    const plans = pipelines.map((pipeline) => Plan._of(readPlan(pipeline, templates, notes)));
    if (pipelines.length > 0) for (const { what, why } of UNSAID) notes.add({ template: '', logicalId: '', path: '' }, `not read: ${what}: ${why}`);
    return new TemplateReading(plans, notes.all, notes.seen);
  }

  private constructor(
    /** One for each pipeline, in the order in which they stand; pipelines that start one another are one. */
    public readonly plans: Plan[],
    /** What was not understood, and what was taken for granted. */
    public readonly notes: ReadingNote[],
    /** @internal */
    public readonly _seen: Seen,
  ) {}
}
