import { error, warning } from '../../plan/problem-definition';

/* Read in the sources and the documents of GitOps Promoter 0.36. */

export const SP5511 = warning('SP5511', 'status is reported by nobody in the folder',
  'GitOps Promoter waits for it for ever, unless something else reports it.',
  'environments: [{ branch: "environment/prod", proposedCommitStatuses: [{ key: "tests" }] }] // and no gate with that key');

export const SP5512 = error('SP5512', 'status is reported of another commit than is asked for',
  'What runs in an environment and what is proposed for it are two commits, and each gate knows one of them: the other waits for ever.',
  'proposedCommitStatuses: [{ key: "soak" }] // of a TimedCommitStatus');

export const SP5513 = error('SP5513', 'gate holds nothing',
  'GitOps Promoter asks only for the statuses that a PromotionStrategy lists; the others are shown and passed over.',
  'kind: ScheduledCommitStatus // with a key that no environment lists');

export const SP5514 = error('SP5514', 'branch is none of the strategy',
  'A ScheduledCommitStatus with one such branch reports nothing at all, and a TimedCommitStatus passes over it.',
  'environments: [{ branch: "environment/production" }] // and the strategy says "environment/prod"');

export const SP5515 = error('SP5515', 'hours cannot be read',
  'GitOps Promoter then reports nothing for any environment of the gate; without hours it is always open.',
  'allow: [{ cron: "0 9 * * MON-FRI", duration: "1d", timezone: "Europe/Zuerich" }]');

export const SP5516 = error('SP5516', 'time to wait is none',
  'A day is no unit of Go, and what has waited for nothing passes at once.',
  'environments: [{ branch: "environment/prod", duration: "1d" }]');

export const SP5517 = error('SP5517', 'web request cannot be made',
  'The API server refuses it, or the gate waits for ever.',
  'mode: { polling: {}, trigger: { when: { expression: "true" } } }');

export const SP5518 = error('SP5518', 'repository is not at one Git host',
  'GitOps Promoter takes the first that it knows, with the credentials of the provider, which are for another one.',
  'kind: GitRepository // with github and gitlab');

export const SP5519 = error('SP5519', 'health of an environment is not known',
  'It is read off the Applications that the selector finds, by the branch that they apply; without one, later environments wait for ever.',
  'applicationSelector: { matchLabels: { app: "shop" } } // and the Application of environment/prod has no such label');

export const SP5520 = error('SP5520', 'two environments write to one branch',
  'The branch of what waits for an environment is named after it, with "-next": one promotion would undo the other.',
  'environments: [{ branch: "environment/prod" }, { branch: "environment/prod-next" }]');

export const SP5521 = error('SP5521', 'nothing obeys this',
  'The kind is there without a controller that would revert anything.',
  'kind: RevertCommit');

export const SP5522 = warning('SP5522', 'nobody waits for an environment',
  'The next one is asked only whether the active statuses of this one are good: without any it takes the same commit at the same time.',
  'environments: [{ branch: "environment/beta" }, { branch: "environment/prod" }] // without activeCommitStatuses');
