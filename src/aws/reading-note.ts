/**
 * Something a template says that no plan can say, or that a plan says and the template does not.
 */
export interface ReadingNote {
  /** Name of the template, as it was handed over. */
  readonly template: string;

  /** Logical id of the resource; empty where it is about the reading as a whole. */
  readonly logicalId: string;

  /** Where in the resource, for example `Stages/2/Actions/0`; empty for all of it. */
  readonly path: string;

  /** What was not understood, or what was taken for granted. */
  readonly text: string;
}
