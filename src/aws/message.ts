import type { Urgency } from './urgency';

/**
 * What people are told about one kind of thing that happens, as it will read, with an example in place of what is known then.
 */
export interface Message {
  /** Name of the kind; `metadata.eventType` in a chat. */
  readonly kind: string;

  /** How soon somebody should look. */
  readonly urgency: Urgency;

  /** Stages of CodePipeline it can be about; none: the pipeline as a whole. */
  readonly stages: string[];

  /** One line. */
  readonly title: string;

  /** What happened. */
  readonly text: string;

  /** What to do about it. */
  readonly nextStep: string;

  /** Construct paths of the topics and buses that are told. */
  readonly heardBy: string[];
}
