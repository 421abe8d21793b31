import type { Construct } from 'constructs';
import type { Delivery } from '../delivery';
import { environmentBranch } from '../delivery';
import { Progressive } from '../engine';
import { AT_ONCE, PATCH } from '../flagger/way-back';
import { emit } from '../manifests/emit';
import { RECORDED } from '../prometheus/recorded-signals';
import { BEFORE, recordChange, TAKING_BACK, when } from './promotion-record';
import type { PromotionStep, TaskStep } from './step';
import { BEFORE_A_CHANGE, WHILE_TAKING_BACK } from './step';

/** Gets the new state of a branch ready, and says what is there now. */
const PREPARE = 'prepare';

/** Makes the new state the one that is applied. */
const APPLY = 'apply';

/** Puts the state back that was there before the promotion. */
const TAKE_BACK = 'take-back';

/** How long Argo CD may take to apply what it was told to. */
const SYNCING = '1h';

const BRANCH = environmentBranch('${{ vars.environment }}');

/** What all Stages of a project do alike, with an environment and its Application as variables. */
export function promotionTasks(scope: Construct, delivery: Delivery): void {
  const tasks: [string, PromotionStep[]][] = [[PREPARE, prepare(delivery)], [APPLY, apply(delivery)], [TAKE_BACK, takeBack(delivery)]];
  for (const [name, steps] of tasks) {
    emit(scope, {
      apiVersion: 'kargo.akuity.io/v1alpha1',
      kind: 'PromotionTask',
      metadata: { name, namespace: delivery.project },
      spec: { vars: [{ name: 'environment' }, { name: 'application' }], steps },
    });
  }
}

export function prepareTask(environment: string, application: string): TaskStep {
  return taskStep(PREPARE, PREPARE, environment, application);
}

export function applyTask(environment: string, application: string): TaskStep {
  return taskStep(APPLY, APPLY, environment, application);
}

export function takeBackTask(environment: string, application: string): TaskStep {
  return taskStep(TAKE_BACK, `${TAKE_BACK}-${environment}`, environment, application);
}

function taskStep(name: string, as: string, environment: string, application: string): TaskStep {
  return { task: { name }, as, vars: [{ name: 'environment', value: environment }, { name: 'application', value: application }] };
}

function prepare(delivery: Delivery): PromotionStep[] {
  const { repositoryUrl: repoURL, folder } = delivery;
  return [
    {
      uses: 'git-clone',
      as: 'clone',
      retry: BEFORE_A_CHANGE,
      config: {
        repoURL,
        checkout: [
          // first, since it asks the remote: what comes after the first work tree cannot be repeated
          { branch: BRANCH, create: true, path: './live', as: 'live' },
          { commit: `\${{ quote(commitFrom('${repoURL}').ID) }}`, path: './source' },
        ],
      },
    },
    {
      uses: 'yaml-parse',
      as: 'running',
      // the first release of all finds an empty branch
      continueOnError: true,
      config: { path: './live/kustomization.yaml', outputs: [{ name: 'recorded', fromExpression: `metadata.annotations["${RECORDED}"]` }] },
    },
    {
      uses: 'compose-output',
      as: 'output',
      config: {
        before: '${{ quote(task.outputs.clone.commits.live) }}',
        recorded: "${{ status('running') == 'Succeeded' ? quote(task.outputs.running.recorded ?? '') : '' }}",
      },
    },
    { uses: 'git-clear', config: { path: './live' } },
    { uses: 'copy', config: { inPath: `./source/${folder}/\${{ vars.environment }}`, outPath: './live' } },
    ...digests(delivery),
    { uses: 'git-commit', config: { path: './live', message: 'release ${{ ctx.targetFreight.name }} to ${{ vars.environment }}' } },
  ];
}

function apply(delivery: Delivery): PromotionStep[] {
  return [
    recordChange(),
    { uses: 'git-push', as: 'push', retry: BEFORE_A_CHANGE, config: { path: './live' } },
    { ...update(delivery), retry: { ...BEFORE_A_CHANGE, timeout: SYNCING } },
  ];
}

/** Asks nothing of the steps before it: the working directory may be a new one. */
function takeBack(delivery: Delivery): PromotionStep[] {
  const at = './back/${{ vars.environment }}';
  const goesOn = when(`${TAKING_BACK} && status('before') == 'Succeeded'`);
  return [
    {
      uses: 'git-clone',
      if: when(TAKING_BACK),
      retry: WHILE_TAKING_BACK,
      config: {
        repoURL: delivery.repositoryUrl,
        checkout: [{ branch: BRANCH, path: `${at}/live` }, { commit: `\${{ quote(${BEFORE}) }}`, path: `${at}/before` }],
      },
    },
    {
      uses: 'yaml-parse',
      as: 'before',
      if: when(TAKING_BACK),
      // before the first release of all there is nothing to go back to
      continueOnError: true,
      config: { path: `${at}/before/kustomization.yaml`, outputs: [{ name: 'kind', fromExpression: 'kind' }] },
    },
    { uses: 'git-clear', if: goesOn, config: { path: `${at}/live` } },
    { uses: 'copy', if: goesOn, config: { inPath: `${at}/before`, outPath: `${at}/live` } },
    ...atOnce(delivery, `${at}/live`, goesOn),
    {
      uses: 'git-commit',
      if: goesOn,
      config: { path: `${at}/live`, message: `roll back \${{ ctx.targetFreight.name }} in \${{ vars.environment }} to \${{ ${BEFORE} }}` },
    },
    { uses: 'git-push', as: 'push', if: goesOn, retry: WHILE_TAKING_BACK, config: { path: `${at}/live` } },
    { ...update(delivery), if: goesOn, retry: WHILE_TAKING_BACK },
    { uses: 'argocd-wait', if: goesOn, retry: WHILE_TAKING_BACK, config: { apps: [{ ...app(delivery), waitFor: waitedFor(delivery) }] } },
  ];
}

/** Flagger would take as long for the way back as for the way there. Where it was not there yet, there is nothing to change. */
function atOnce({ engine }: Delivery, path: string, condition: string): PromotionStep[] {
  if (engine.progressive !== Progressive.FLAGGER) return [];
  const updates = [{ key: PATCH, value: `\${{ quote('${AT_ONCE}') }}` }];
  return [{ uses: 'yaml-update', if: condition, continueOnError: true, config: { path: `${path}/kustomization.yaml`, updates } }];
}

/** A Canary that Flagger took back is degraded until the next release. */
function waitedFor({ engine }: Delivery): string[] {
  return engine.progressive === Progressive.FLAGGER ? ['sync', 'operation'] : ['health', 'sync', 'operation'];
}

/** Left out without images: Kargo reads an empty list as "all that the Freight has". */
function digests({ images }: Delivery): PromotionStep[] {
  return images.length === 0 ? [] : [{
    uses: 'kustomize-set-image',
    config: { path: './live', images: images.map(({ repository }) => ({ image: repository, digest: `\${{ imageFrom('${repository}').Digest }}` })) },
  }];
}

function update(delivery: Delivery): PromotionStep {
  const sources = [{ repoURL: delivery.repositoryUrl, desiredRevision: '${{ quote(task.outputs.push.commit) }}' }];
  return { uses: 'argocd-update', config: { apps: [{ ...app(delivery), sources }] } };
}

function app({ argoCdNamespace }: Delivery): object {
  return { name: '${{ vars.application }}', namespace: argoCdNamespace };
}
