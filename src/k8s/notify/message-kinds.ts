import { Urgency } from '../urgency';

/** What is told of a Rollout. A word in braces is filled in: by synthesis, or by Argo Rollouts when it happens. */
export interface MessageKind {
  readonly kind: string;
  readonly urgency: Urgency;
  /** Argo Rollouts makes its name of the reason of an event. */
  readonly trigger: string;
  readonly title: string;
  readonly text: string;
  readonly nextStep: string;
}

/** What Argo Rollouts fills in; neither can hold a character that would have to be escaped. */
export const WORDS: Readonly<Record<string, string>> = {
  workload: '{{.rollout.metadata.name}}',
  image: '{{(index .rollout.spec.template.spec.containers 0).image}}',
};

/** What a message says of these when nothing has happened. */
export const EXAMPLES: Readonly<Record<string, string>> = {
  workload: 'web',
  image: `registry.example.com/shop/web@sha256:${'0'.repeat(64)}`,
};

/** Everything that is told of a Rollout, in one place. Alerts say themselves what they are about. */
export const MESSAGE_KINDS: MessageKind[] = [
  {
    kind: 'began',
    urgency: Urgency.INFO,
    trigger: 'on-rollout-updated',
    title: '{service}: a release has begun in {environment}',
    text: '{workload} changes to {image}.',
    nextStep: 'Nothing to do.',
  },
  {
    kind: 'succeeded',
    urgency: Urgency.INFO,
    trigger: 'on-rollout-completed',
    title: '{service}: a release has all traffic in {environment}',
    text: '{workload} runs {image}. If the wave bakes, it is being watched.',
    nextStep: 'Nothing to do.',
  },
  {
    kind: 'held',
    urgency: Urgency.ATTENTION,
    // the trigger of a pause would tell of each step that only waits for its time
    trigger: 'on-analysis-run-inconclusive',
    title: '{service}: a release is held in {environment}',
    text: '{workload} waits with {image}: a measurement had no data.',
    nextStep: 'Look at the analysis, then promote the Rollout or abort it.{patience}',
  },
  {
    kind: 'rolledBack',
    urgency: Urgency.PAGE,
    trigger: 'on-rollout-aborted',
    title: '{service}: a release is rolled back in {environment}',
    text: '{workload} has left {image}: the old pods serve again. {git}',
    nextStep: 'Look at the failed analysis. {repair}',
  },
];

/** What is told of Git depends on who promotes. */
export function aftermath(takesBack: boolean): Readonly<Record<string, string>> {
  return takesBack ? {
    patience: ' After a day the promotion takes it back.',
    git: 'The promotion puts the old state back in Git.',
    repair: 'Check that the branch of the environment has gone back; if it has not, revert its last commit.',
  } : {
    patience: '',
    git: 'Git still asks for the new version, and the next change starts it again.',
    repair: 'Revert the commit of the manifests before anything else is released.',
  };
}

/** A line of a message with its words filled in. */
export function filled(line: string, words: Readonly<Record<string, string>>): string {
  return line.replace(/\{(\w+)\}/g, (_, name: string) => words[name]);
}
