/**
 * Something manifests say that no plan can say, or that a plan says and the manifests do not.
 */
export interface ReadingNote {
  /** Folder, kind and name of an object and a place in it, for example `prod-eu/Rollout/web/spec`; empty where it is about the reading as a whole. */
  readonly path: string;

  /** What was not understood, or what was taken for granted. */
  readonly text: string;
}
