import type { Mutant } from './mutant';
import { mutant } from './mutant';
import { add, push, remove, set } from './mutate';

const BETA = 'Stage/beta/spec/promotionTemplate/spec/steps';
const PROD = 'Stage/prod-eu/spec';
const TASK = 'PromotionTask/promote/spec/steps';
const SUBSCRIPTIONS = 'Warehouse/shop/spec/subscriptions';
const POLICIES = 'ProjectConfig/shop/spec/promotionPolicies';

/** Faults in projects of Kargo. */
export const KARGO_MUTANTS: Mutant[] = [
  mutant('kargo', 'SP5266', 'a rollback that only Enterprise does', set(`${POLICIES}/0/autoRollback`, { onPromotion: ['Failed'] })),
  mutant('kargo', 'SP5266', 'a kind of Enterprise', add('kargo.akuity.io/v1alpha1', 'PromotionWindow', 'office', {})),
  mutant('kargo', 'SP5266 schema', 'windows that only Enterprise keeps', set('ProjectConfig/shop/spec/promotionWindows', [])),
  mutant('kargo', 'SP5267 schema', 'a step of Enterprise', set(`${TASK}/1`, { uses: 'send-message' })),
  mutant('shop/delivery', 'SP5267 schema', 'a step that is misspelt of Kargo', set('PromotionTask/apply/spec/steps/push/uses', 'git-pusch')),
  mutant('kargo', 'SP5268 schema', 'a soak in days', set(`${PROD}/requestedFreight/0/sources/requiredSoakTime`, '2d')),
  mutant('kargo', 'SP5268', 'a timeout in days', set(`${BETA}/2/retry/timeout`, '1d')),
  mutant('kargo', 'SP5268 schema', 'a poll in words', set(`${TASK}/1/config/pollInterval`, 'a minute')),
  mutant('kargo', 'SP5269', 'a Stage without a source', set('Stage/beta/spec/requestedFreight/0/sources', {})),
  mutant('shop/delivery', 'SP5269', 'a Stage that goes around the ones before it', set('Stage/prod-eu/spec/requestedFreight/0/sources/direct', true)),
  mutant('kargo', 'SP5269', 'one origin twice', push('Stage/beta/spec/requestedFreight', { origin: { kind: 'Warehouse', name: 'shop' }, sources: { direct: true } })),
  mutant('shop/delivery', 'SP5270', 'a Stage that comes after the one after it', set('Stage/staging/spec/requestedFreight/0/sources', { stages: ['prod-eu'] })),
  mutant('shop/delivery', 'SP5220', 'a Stage that does not exist', set('Stage/prod-eu/spec/requestedFreight/0/sources/stages/0', 'onebox')),
  mutant('kargo', 'SP5220', 'a Warehouse that does not exist', set('Stage/beta/spec/requestedFreight/0/origin/name', 'shops')),
  mutant('kargo', 'SP5220', 'a task that does not exist', set(`${PROD}/promotionTemplate/spec/steps/0/task/name`, 'promotion')),
  mutant('kargo', 'SP5271 SP5273', 'an alias that is taken', set(`${BETA}/2/as`, 'push')),
  mutant('kargo', 'SP5271', 'an alias that is reserved', set(`${TASK}/1/as`, 'step-1')),
  mutant('kargo', 'SP5272', 'a function that does not exist', set(`${BETA}/git-clone/config/checkout/0/commit`, '${{ commitOf(vars.repo) }}')),
  mutant('kargo', 'SP5272', 'an expression without an end', set(`${BETA}/0/config/repoURL`, '${{ vars.repo }')),
  mutant('kargo', 'SP5272', 'a parenthesis without an end', set(`${BETA}/0/config/repoURL`, '${{ quote(vars.repo }}')),
  mutant('shop/delivery', 'SP5273', 'a rollback that waits for a step of another name', set('Stage/prod-eu/spec/promotionTemplate/spec/steps/set-metadata/if', "${{ failure() && status('wacht') == 'Failed' }}")),
  mutant('kargo', 'SP5273', 'an output of a step that comes later', set(`${BETA}/0/config/repoURL`, '${{ outputs.push.commit }}')),
  mutant('kargo', 'SP5274', 'a condition that is a text', set(`${BETA}/3/if`, 'failure()')),
  mutant('kargo', 'SP5274', 'a condition of two expressions', set(`${BETA}/3/if`, '${{ failure() }} && ${{ always() }}')),
  mutant('kargo', 'SP5275 schema', 'a field that Kargo removed', set(`${SUBSCRIPTIONS}/1/image/semverConstraint`, '^1.0.0')),
  mutant('shop/delivery', 'SP5275', 'a range that is none', set(`${SUBSCRIPTIONS}/1/image/constraint`, 'latest')),
  mutant('kargo', 'SP5275 schema', 'an image with its scheme', set(`${SUBSCRIPTIONS}/1/image/repoURL`, 'https://registry.example.com/shop/web')),
  mutant('kargo', 'SP5275', 'a digest of no tag', remove(`${SUBSCRIPTIONS}/2/image/constraint`)),
  mutant('kargo', 'SP5275', 'one repository twice', push(SUBSCRIPTIONS, { git: { repoURL: 'https://git.example.com/shop.git' } })),
  mutant('kargo', 'SP5276', 'a condition on a task', set(`${PROD}/promotionTemplate/spec/steps/0/if`, '${{ success() }}')),
  mutant('kargo', 'SP5277', 'an Application that allows another Stage', set('Application/shop-beta/metadata/annotations/kargo.akuity.io~1authorized-stage', 'shop:prod')),
  mutant('shop/delivery', 'SP5277', 'an Application that allows none', remove('Application/shop-beta/metadata/annotations')),
  mutant('kargo', 'SP5278', 'two policies of one Stage', push(POLICIES, { stageSelector: { name: 'beta' } })),
  mutant('kargo', 'SP5278', 'a pattern of an unknown kind', set(`${POLICIES}/1/stageSelector/name`, 'like:prod-*')),
  mutant('kargo', 'SP5278', 'a configuration of another project', set('ProjectConfig/shop/metadata/name', 'shops')),
  mutant('shop/delivery', 'schema', 'a step with a field of another step', set('Stage/beta/spec/promotionTemplate/spec/steps/wait/config/branch', 'main')),
];
