import type { Construct } from 'constructs';
import type { Delivery } from '../delivery';
import { emit } from '../manifests/emit';

/**
 * What a release is made of here: the manifests of one commit and the digests of its images, so that a changed
 * configuration takes the same way as a changed image.
 */
export function warehouse(scope: Construct, { plan, project, repositoryUrl, branch, folder, images }: Delivery): void {
  const [first, ...others] = images.map(({ repository }) => `imageFrom('${repository}').Tag`);
  emit(scope, {
    apiVersion: 'kargo.akuity.io/v1alpha1',
    kind: 'Warehouse',
    metadata: { name: plan.service, namespace: project },
    spec: {
      interval: '5m0s',
      freightCreationPolicy: 'Automatic',
      // images of one release carry one version; without this a new image would travel with the old ones beside it
      ...(others.length > 0 && { freightCreationCriteria: { expression: others.map((other) => `${first} == ${other}`).join(' && ') } }),
      subscriptions: [
        { git: { repoURL: repositoryUrl, branch, commitSelectionStrategy: 'NewestFromBranch', includePaths: [folder] } },
        ...images.map(({ repository, constraint }) => ({
          image: { repoURL: repository, imageSelectionStrategy: 'SemVer', constraint, strictSemvers: true },
        })),
      ],
    },
  });
}
