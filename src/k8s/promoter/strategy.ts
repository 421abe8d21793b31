import type { Construct } from 'constructs';
import type { Delivery } from '../delivery';
import { environmentBranch } from '../delivery';
import { namespace } from '../namespace';
import { policyLabels } from '../policy/admission-policy';
import { emitPromoter, pipelineRef } from './api';
import { activeKeys, HEALTH, proposedKeys } from './status-keys';

/** The label by which the Applications of a release are found. Argo CD keeps those of all services in one namespace. */
export function applicationLabels({ project }: Delivery): Record<string, string> {
  return { 'spillway.dev/release': project };
}

/** The environments in a row, what is asked before each of them, and who says whether they are healthy. */
export function strategy(scope: Construct, delivery: Delivery): void {
  const { plan, project, scm, repositoryUrl, reviews } = delivery;
  // everything else of Promoter stands in it
  namespace(scope, project, policyLabels(delivery));
  emitPromoter(scope, delivery, 'GitRepository', plan.service, scm?._repository(repositoryUrl) ?? {});
  emitPromoter(scope, delivery, 'PromotionStrategy', plan.service, {
    gitRepositoryRef: { name: plan.service },
    environments: plan.waves.map((wave) => ({
      branch: environmentBranch(wave.environments[0]),
      // where reviews are counted Promoter merges; otherwise it is the merge that somebody decides on
      autoMerge: reviews !== undefined || !wave.gates.some(({ kind }) => kind === 'approval'),
      activeCommitStatuses: activeKeys(wave, plan).map((key) => ({ key })),
      proposedCommitStatuses: proposedKeys(wave, plan, reviews !== undefined).map((key) => ({ key })),
    })),
  });
  emitPromoter(scope, delivery, 'ArgoCDCommitStatus', plan.service, {
    ...pipelineRef(delivery),
    key: HEALTH,
    applicationSelector: { matchLabels: applicationLabels(delivery) },
  });
}
