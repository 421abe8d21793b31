import type { Urgency } from './urgency';

/**
 * What people are told about one kind of thing that happens, as it will read, with an example in place of what is known then.
 */
export interface Message {
  /** Name of the kind. */
  readonly kind: string;

  /** How soon somebody should look. */
  readonly urgency: Urgency;

  /** The environment it is about. */
  readonly environment: string;

  /** One line. */
  readonly title: string;

  /** What happened. */
  readonly text: string;

  /** What to do about it. */
  readonly nextStep: string;

  /** Names of the audiences that are told. */
  readonly heardBy: string[];
}
