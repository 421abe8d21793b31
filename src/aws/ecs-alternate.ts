import type { ApplicationListenerRule, ApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';

/**
 * Where the new version of a service goes while the old one is still there.
 */
export interface EcsAlternate {
  /** Like the target group of the service, and not in use. */
  readonly targetGroup: ApplicationTargetGroup;

  /** Sends customers to the service; ECS sets its weights. */
  readonly listenerRule: ApplicationListenerRule;

  /**
   * Sends testers to the new version before customers get it.
   * @default - none: there is no test traffic
   */
  readonly testListenerRule?: ApplicationListenerRule;
}
