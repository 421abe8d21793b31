import type { StageLayout } from '../stages/stage-layout';
import type { Urgency } from '../urgency';

/** What events of a kind are about, and how they are known. */
export type Occasion =
  /** A stage of one of these kinds, or its approvals, gets into a state. */
  | { readonly of: 'stage' | 'approval'; readonly kinds: StageLayout['kind'][]; readonly state: string }
  /** One of the stages of CDK Pipelines fails. */
  | { readonly of: 'making' }
  /** A release does not get from one pipeline to the next. */
  | { readonly of: 'handOver' }
  /** An execution of the pipeline gets into a state. */
  | { readonly of: 'pipeline'; readonly state: string }
  /** The undo machine tells of a wave. */
  | { readonly of: 'undo'; readonly detailType: string }
  /** The undo machine itself ends badly. */
  | { readonly of: 'machine' };

/** A word of a message in braces, such as `{stage}`, is taken from the event. */
export interface MessageKind {
  readonly kind: string;
  readonly urgency: Urgency;
  readonly occasion: Occasion;
  readonly title: string;
  readonly text: string;
  readonly nextStep: string;
}

/** Where an event has what a message says; the service is known when the pipeline is synthesized. */
export const PATHS: Readonly<Record<string, string>> = {
  stage: '$.detail.stage',
  action: '$.detail.action',
  wave: '$.detail.wave',
  execution: '$.detail.execution-id',
  release: '$.detail.execution',
  revision: '$.detail.revision',
  reason: '$.detail.cause',
  undoes: '$.detail.undoes',
  run: '$.detail.executionArn',
};

/** What a message says of these when nothing has happened. */
export const EXAMPLES: Readonly<Record<string, string>> = {
  action: 'approve-leads',
  execution: '6ad2f0a8-9b6f-4b8e-8c5c-2c1f4d1d7a11',
  release: '6ad2f0a8-9b6f-4b8e-8c5c-2c1f4d1d7a11',
  revision: '1f0c3ab',
  reason: 'signal',
  undoes: 'beta',
  run: 'arn:aws:states:eu-central-1:111111111111:execution:shop-undo:8f2c',
};

/** The words of a message that come from the event. */
export function wordsOf({ title, text, nextStep }: MessageKind): string[] {
  const words = [...`${title} ${text} ${nextStep}`.matchAll(/\{(\w+)\}/g)].map(([, word]) => word);
  return [...new Set(words)].filter((word) => word in PATHS);
}

/** A line of a message with its words filled in. */
export function filled(line: string, word: (name: string) => string): string {
  return line.replace(/\{(\w+)\}/g, (_, name: string) => word(name));
}
