import type { Urgency } from '../urgency';

/** A message in the words of EventBridge. */
export interface Told {
  readonly kind: string;
  readonly urgency: Urgency;
  readonly service: string;
  readonly title: string;
  readonly text: string;
  readonly nextStep: string;
  /** Which release it is about; a chat keeps what is about the same one together. */
  readonly thread?: string;
}
