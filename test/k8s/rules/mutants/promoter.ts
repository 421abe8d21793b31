import type { Mutant } from './mutant';
import { mutant } from './mutant';
import { add, all, push, remove, set } from './mutate';

const ENVIRONMENTS = 'PromotionStrategy/shop/spec/environments';
const HOURS = 'ScheduledCommitStatus/office-hours/spec';
const SOAK = 'TimedCommitStatus/soak/spec';
const TICKET = 'WebRequestCommitStatus/ticket/spec';

/** Faults in pipelines of GitOps Promoter. */
export const PROMOTER_MUTANTS: Mutant[] = [
  mutant('promoter', 'SP5511', 'a status that nobody reports', push(`${ENVIRONMENTS}/1/proposedCommitStatuses`, { key: 'tests' })),
  mutant('promoter', 'SP5512', 'a soak of what does not run yet', all(
    remove(`${ENVIRONMENTS}/0/activeCommitStatuses`), set(`${ENVIRONMENTS}/0/proposedCommitStatuses`, [{ key: 'soak' }]),
  )),
  mutant('promoter', 'SP5512', 'hours of what runs already', all(
    set(`${ENVIRONMENTS}/1/activeCommitStatuses`, [{ key: 'errors' }, { key: 'office-hours' }]), remove(`${ENVIRONMENTS}/1/proposedCommitStatuses/0`),
  )),
  mutant('promoter', 'SP5512', 'errors of what does not run yet', remove('WebRequestCommitStatus/errors/spec/reportOn')),
  mutant('promoter', 'SP5512', 'a commit that is judged by what runs, as if it ran', all(
    set('GitCommitStatus/signed-off/spec/target', 'active'), remove(`${ENVIRONMENTS}/1/proposedCommitStatuses/2`), push(`${ENVIRONMENTS}/1/activeCommitStatuses`, { key: 'signed-off' }),
  )),
  mutant('promoter', 'SP5513', 'a ticket that nobody asks for', remove(`${ENVIRONMENTS}/1/proposedCommitStatuses/1`)),
  mutant('promoter', 'SP5513', 'a soak of an environment that does not ask for it', push(`${SOAK}/environments`, { branch: 'environment/prod', duration: '1h' })),
  mutant('promoter', 'SP5513', 'health that nobody asks for', remove('PromotionStrategy/shop/spec/activeCommitStatuses')),
  mutant('promoter', 'SP5511 SP5514', 'hours of a branch of another name', set(`${HOURS}/environments/0/branch`, 'environment/production')),
  mutant('promoter', 'SP5515', 'hours in seconds', set(`${HOURS}/environments/0/allow/0/cron`, '0 0 9 * * 1-5')),
  mutant('promoter', 'SP5515', 'a day that Go does not know', set(`${HOURS}/exclude/0/duration`, '3d')),
  mutant('promoter', 'SP5515', 'a place without a clock', set(`${HOURS}/timezone`, 'Europe/Zuerich')),
  mutant('promoter', 'SP5515', 'another place without a clock', set(`${HOURS}/environments/0/allow/0/timezone`, 'London')),
  mutant('promoter', 'SP5515', 'hours without hours', all(remove(`${HOURS}/exclude`), remove(`${HOURS}/environments/0/allow`))),
  mutant('promoter', 'SP5516', 'a soak of a day', set(`${SOAK}/environments/0/duration`, '1d')),
  mutant('promoter', 'SP5516', 'a soak of no time', set(`${SOAK}/environments/0/duration`, '0s')),
  mutant('promoter', 'SP5517', 'a question by polling and by trigger', set(`${TICKET}/mode/trigger`, { when: { expression: 'true' } })),
  mutant('promoter', 'SP5517', 'a question that is never asked', remove(`${TICKET}/mode/polling`)),
  mutant('promoter', 'SP5517', 'a question by two methods', set(`${TICKET}/httpRequest/method`, 'POST')),
  mutant('promoter', 'SP5517', 'two ways to say who one is', set(`${TICKET}/httpRequest/authentication/scm`, {})),
  mutant('promoter', 'SP5517', 'a question to nobody', set(`${TICKET}/httpRequest/urlTemplate`, 'changes.example.com')),
  mutant('promoter', 'SP5517', 'an answer that nobody judges', set(`${TICKET}/success/when/expression`, '')),
  mutant('promoter', 'SP5518', 'a repository at two hosts', set('GitRepository/shop/spec/gitea', { owner: 'example', name: 'deploy' })),
  mutant('promoter', 'SP5518', 'a repository at no host', remove('GitRepository/shop/spec/github')),
  mutant('promoter', 'SP5519', 'an Application without the label', remove('Application/shop-prod/metadata/labels')),
  mutant('promoter', 'SP5519', 'an Application of the branch that is hydrated', set('Application/shop-prod/spec/source/targetRevision', 'main')),
  mutant('promoter', 'SP5519', 'Applications of two repositories', set('Application/shop-prod/spec/source/repoURL', 'https://github.com/example/other.git')),
  mutant('promoter', 'SP5511 SP5519 SP5520', 'an environment on the branch of what waits', push(ENVIRONMENTS, { branch: 'environment/prod-next', proposedCommitStatuses: [{ key: 'signed' }] })),
  mutant('promoter', 'SP5520', 'a second strategy on the same branch', add('promoter.argoproj.io/v1alpha1', 'PromotionStrategy', 'other', {
    gitRepositoryRef: { name: 'shop' }, environments: [{ branch: 'environment/prod' }],
  })),
  mutant('promoter', 'SP5521', 'a revert that nobody makes', add('promoter.argoproj.io/v1alpha1', 'RevertCommit', 'undo', {})),
  mutant('promoter', 'SP5522', 'an environment that nobody waits for', all(
    remove('PromotionStrategy/shop/spec/activeCommitStatuses'), remove(`${ENVIRONMENTS}/0/activeCommitStatuses`), remove('TimedCommitStatus/soak'), remove('ArgoCDCommitStatus/shop'),
  )),
  mutant('promoter', 'SP5220', 'a strategy of an unknown repository', set('PromotionStrategy/shop/spec/gitRepositoryRef/name', 'deploy')),
  mutant('promoter', 'SP5220 SP5511', 'a gate of an unknown strategy', set(`${TICKET}/promotionStrategyRef/name`, 'orders')),
];
