import { Plan } from '../plan/plan';
import type { Problem } from '../plan/problem';
import type { Seen } from '../plan/reading/seen';
import { documents } from './read/documents';
import { kargoPlans } from './read/kargo/kargo-plans';
import { Notes } from './read/notes';
import { plansByHand } from './read/plans-by-hand';
import { Sources } from './read/sources';
import { UNSAID } from './read/unsaid';
import type { ReadingNote } from './reading-note';
import { controllerProblems } from './rules/controller-problems';

/**
 * Manifests of Kubernetes, read back into plans: what this library has written, and what anybody else has.
 */
export class ManifestReading {
  /**
   * Reads manifests that belong together: those of the control plane, and those of each environment. Never fails: what cannot
   * be read stands in `problems`, and the rest is read.
   * @param texts in YAML or JSON, by the path of each; the folder tells which environment an object belongs to
   */
  public static of(texts: Record<string, string>): ManifestReading {
    const problems: Problem[] = [];
    const folders = new Map<string, object[]>();
    for (const [path, text] of Object.entries(texts)) {
      const { objects, problems: found } = documents(path, text);
      problems.push(...found);
      const folder = path.split('/').slice(0, -1).join('/');
      folders.set(folder, [...folders.get(folder) ?? [], ...objects]);
    }
    for (const [folder, objects] of folders) problems.push(...controllerProblems(objects, folder));
    const notes = new Notes();
    const sources = new Sources(folders);
    const promoted = kargoPlans(sources, notes);
    const plans = (promoted.length > 0 ? promoted : plansByHand(sources, notes)).map((document) => Plan._of(document));
    if (plans.length > 0) for (const { what, why } of UNSAID) notes.add({ path: '' }, `not read: ${what}: ${why}`);
    return new ManifestReading(plans, notes.all, problems, notes.seen);
  }

  private constructor(
    /** One for each project of Kargo; where nothing promotes, one for each workload that is released by itself. */
    public readonly plans: Plan[],
    /** What was not understood, and what was taken for granted. */
    public readonly notes: ReadingNote[],
    /** What could not be read, and what the controllers would refuse, ignore or make an unsafe release of. */
    public readonly problems: Problem[],
    /** @internal */
    public readonly _seen: Seen,
  ) {}
}
