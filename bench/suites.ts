import type { Comparison } from './comparison';

const BACK_ENDS = {
  'hand-written L1': 'aws-l1', 'hand-written L1, the same release': 'aws-l1-same', 'CDK Pipelines': 'aws-cdk-pipelines', 'Spillway': 'aws-spillway',
};
const KUBERNETES = { 'cdk8s-plus': 'k8s-plus', 'plain objects and yaml': 'k8s-plain', 'Spillway': 'k8s-spillway' };

const withArguments = (programs: Record<string, string>, words: string) =>
  Object.fromEntries(Object.entries(programs).map(([name, program]) => [name, `${program} ${words}`]));

const aws = (words: string, title: string, more: Partial<Comparison> = {}): Comparison =>
  ({ title, programs: withArguments(BACK_ENDS, words), same: ['stacks', 'stages', 'actions'], ...more });

/** What is measured, by the word that `--only` takes. */
export const SUITES: Record<string, Comparison[]> = {
  'core': [
    {
      title: 'Loading',
      programs: {
        'node': 'load',
        'spillway': 'load spillway',
        'spillway, declaring': 'load spillway#ReleasePipeline',
        'spillway, a plan': 'load spillway#Plan',
        'aws-cdk-lib/core, an App': 'load aws-cdk-lib/core#App',
        'cdk8s': 'load cdk8s',
        'spillway/aws': 'load spillway/aws',
        'spillway/k8s': 'load spillway/k8s',
      },
    },
    { title: 'Rehearsal', programs: { '10 waves': 'rehearsal 10', '30 waves': 'rehearsal 30' }, runs: 3 },
    { title: 'Proof', programs: { '4 waves': 'proof 4 0', '2 waves of 3 gates': 'proof 2 3' }, runs: 3 },
    { title: 'Proof: all waves together', programs: { '4 waves': 'explore 4', '5 waves': 'explore 5', '6 waves': 'explore 6' }, runs: 3 },
    { title: 'Plan', programs: { '10 waves': 'plan 10', '100 waves': 'plan 100', '1000 waves': 'plan 1000', '4000 waves': 'plan 4000', '100 waves of 20': 'plan 100 20' } },
  ],
  'aws': [
    aws('3 1 1', '3 environments of 1 stack'),
    aws('30 3 1', '30 environments of 3 stacks', { runs: 4 }),
    aws('100 5 10', '100 environments of 5 stacks, 10 at a time', { runs: 3 }),
    {
      title: 'Growth: environments of 1 stack, one at a time',
      programs: {
        '30 environments': 'aws-spillway 30 1 1',
        '300 environments, in 7 linked pipelines': 'aws-spillway 300 1 1',
      },
      runs: 3,
    },
    {
      title: 'Gates: 30 environments of 3 stacks, 5 at a time',
      programs: { 'without': 'aws-spillway 30 3 5', 'an approval and a window before each wave': 'aws-spillway 30 3 5 gates=1' },
      same: ['stacks'],
      runs: 3,
    },
  ],
  'k8s': [
    ...['10', '100', '1000'].map((workloads) => ({
      title: `${workloads} workloads`, programs: withArguments(KUBERNETES, workloads), same: ['objects'],
    })),
    {
      title: '1000 workloads in several environments',
      programs: { '1 environment': 'k8s-spillway 1000', '10 environments': 'k8s-spillway 1000 10', '100 environments': 'k8s-spillway 1000 100' },
      same: ['objects'],
    },
    {
      title: 'Growth: environments of 10 workloads', programs: { '1 environment': 'k8s-spillway 10 1', '10 environments': 'k8s-spillway 100 10', '100 environments': 'k8s-spillway 1000 100' },
    },
  ],
  'aws-validated': [aws('30 3 1', '30 environments of 3 stacks, with the validation of aws-cdk-lib', { runs: 2, env: { CDK_VALIDATION: 'true' } })],
};

/** What runs unless something else is asked for; the others take long. */
export const USUAL = ['core', 'aws', 'k8s'];
