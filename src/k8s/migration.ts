/**
 * On the way between a Deployment and a Rollout nothing is taken away before its successor runs. Each way takes two releases.
 * @see https://argo-rollouts.readthedocs.io/en/stable/migrating/
 */
export enum Migration {
  /**
   * From a Deployment: the Rollout borrows its pods from the Deployment, and the Deployment goes to no replicas when the
   * Rollout is healthy. The release after that is made without `migration`.
   */
  FROM_DEPLOYMENT = 'fromDeployment',

  /**
   * Back to a Deployment: it runs at full size beside the Rollout, which lets go of the Services. The release after that is
   * made without the workload.
   */
  TO_DEPLOYMENT = 'toDeployment',
}
