import type { PhaseKind } from '../view/journey';

/** What a release does in a wave, in words. */
export const PHASES: Record<PhaseKind, string> = {
  waiting: 'waits at the gates',
  deploying: 'is deployed',
  shifting: 'moves in steps',
  verifying: 'is verified',
  baking: 'bakes',
  done: 'is done',
  rollingBack: 'is rolled back',
  rollbackFailed: 'cannot be rolled back',
};
