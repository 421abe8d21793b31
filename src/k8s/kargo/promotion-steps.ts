import type { PlannedWave } from '../../plan/document';
import type { Delivery } from '../delivery';
import { applicationName, environmentBranch } from '../delivery';
import type { Destination } from '../destination';
import { goDuration } from '../go-duration';
import { bakeSteps, quietSteps } from './promotion-watch';

/** A Kargo promotion step; the configuration of each kind has its own schema. */
export interface PromotionStep {
  readonly uses: string;
  readonly as?: string;
  readonly if?: string;
  readonly continueOnError?: boolean;
  readonly retry?: { readonly errorThreshold?: number; readonly timeout?: string };
  readonly config: Record<string, unknown>;
}

/** How long a paused Rollout may wait for a person before the release is taken back. */
const PATIENCE_MS = 24 * 3_600_000;

/** Something went wrong after the branch was changed, and there is an earlier state to go back to. */
const UNDO = "${{ failure() && status('push') == 'Succeeded' && status('previous') == 'Succeeded' }}";

/** What a promotion to an environment does, and how it undoes it: Argo Rollouts moves traffic back, but writes nothing to Git. */
export function promotionSteps(delivery: Delivery, wave: PlannedWave, destination: Destination): PromotionStep[] {
  const environment = destination.environment.environmentName;
  const app = { name: applicationName(delivery.plan, environment), namespace: delivery.argoCdNamespace };
  const shiftMs = wave.shift.steps.reduce((sum, { holdMs }) => sum + holdMs, 0);
  const verifyMs = wave.verifications.reduce((sum, one) => sum + (one.kind === 'measurement' ? one.durationMs : 0), 0);
  return [
    ...authorStep(delivery, wave),
    ...quietSteps(delivery, wave, destination),
    {
      uses: 'git-clone',
      config: {
        repoURL: delivery.repositoryUrl,
        checkout: [
          { commit: `\${{ commitFrom('${delivery.repositoryUrl}').ID }}`, path: './source' },
          { branch: environmentBranch(environment), create: true, path: './live' },
        ],
      },
    },
    {
      uses: 'yaml-parse',
      as: 'previous',
      // the first release of all finds an empty branch, and there is nothing to go back to
      continueOnError: true,
      config: { path: './live/kustomization.yaml', outputs: [{ name: 'digest', fromExpression: 'images[0].digest' }] },
    },
    { uses: 'copy', config: { inPath: './live', outPath: './previous' } },
    { uses: 'git-clear', config: { path: './live' } },
    { uses: 'copy', config: { inPath: `./source/${delivery.folder}/${environment}`, outPath: './live' } },
    ...digests(delivery),
    { uses: 'git-commit', config: { path: './live', message: `release \${{ ctx.targetFreight.name }} to ${environment}` } },
    { uses: 'git-push', as: 'push', config: { path: './live' } },
    update(delivery, app, 'push'),
    {
      uses: 'argocd-wait',
      as: 'wait',
      retry: { timeout: goDuration(shiftMs + verifyMs + PATIENCE_MS) },
      config: { apps: [{ ...app, waitFor: ['health', 'sync', 'operation'] }] },
    },
    ...bakeSteps(delivery, wave, destination),
    { uses: 'git-clear', if: UNDO, config: { path: './live' } },
    { uses: 'copy', if: UNDO, config: { inPath: './previous', outPath: './live' } },
    {
      uses: 'git-commit',
      if: UNDO,
      config: { path: './live', message: `roll back \${{ ctx.targetFreight.name }} in ${environment} to \${{ outputs.previous.digest }}` },
    },
    { uses: 'git-push', as: 'push-back', if: UNDO, config: { path: './live' } },
    { ...update(delivery, app, 'push-back'), if: UNDO },
  ];
}

/** Nothing has been touched yet. An actor that is not an e-mail address cannot be told from the author, so it does not pass either. */
function authorStep({ repositoryUrl }: Delivery, wave: PlannedWave): PromotionStep[] {
  if (!wave.gates.some((gate) => gate.kind === 'approval' && gate.excludeAuthor)) return [];
  const actor = 'ctx.meta.promotion.actor';
  const isAuthor = `lower(commitFrom('${repositoryUrl}').Author) contains lower(trimPrefix(${actor}, 'email:'))`;
  return [{
    uses: 'fail',
    as: 'author',
    if: `\${{ !(${actor} startsWith 'email:') || ${isAuthor} }}`,
    config: { message: 'the author of a release does not approve it' },
  }];
}

/** Left out without images: Kargo reads an empty list as "all that the Freight has". */
function digests({ images }: Delivery): PromotionStep[] {
  return images.length === 0 ? [] : [{
    uses: 'kustomize-set-image',
    config: { path: './live', images: images.map(({ repository }) => ({ image: repository, digest: `\${{ imageFrom('${repository}').Digest }}` })) },
  }];
}

function update({ repositoryUrl }: Delivery, app: object, push: string): PromotionStep {
  const sources = [{ repoURL: repositoryUrl, desiredRevision: `\${{ outputs['${push}'].commit }}` }];
  return { uses: 'argocd-update', config: { apps: [{ ...app, sources }] } };
}
