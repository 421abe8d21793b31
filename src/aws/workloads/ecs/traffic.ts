import type { BaseService, CfnService } from 'aws-cdk-lib/aws-ecs';
import type { ApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { EcsAlternate } from '../../ecs-alternate';

export interface AlternateTrafficProps {
  readonly service: BaseService;
  readonly targetGroup: ApplicationTargetGroup;
  readonly alternate: EcsAlternate;
}

/** Tells ECS where the new version goes, and lets it set the weights of the rules. */
export function alternateTraffic(scope: Construct, { service, targetGroup, alternate }: AlternateTrafficProps): void {
  const role = new Role(scope, 'InfrastructureRole', {
    description: 'lets ECS move traffic between the target groups of a service',
    assumedBy: new ServicePrincipal('ecs.amazonaws.com'),
    // named by ECS for this; a narrower one would have to follow whatever ECS calls next
    managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('AmazonECSInfrastructureRolePolicyForLoadBalancers')],
  });
  const known = loadBalancerOf(service, targetGroup);
  service.loadBalancers = service.loadBalancers.map((one) => (one !== known ? one : {
    ...one,
    advancedConfiguration: {
      alternateTargetGroupArn: alternate.targetGroup.targetGroupArn,
      productionListenerRule: alternate.listenerRule.listenerRuleArn,
      testListenerRule: alternate.testListenerRule?.listenerRuleArn,
      roleArn: role.roleArn,
    },
  }));
}

/** The entry of a target group among what a service is a target of. */
export function loadBalancerOf(service: BaseService, targetGroup: ApplicationTargetGroup): CfnService.LoadBalancerProperty | undefined {
  const arn = (value: unknown) => JSON.stringify(Stack.of(service).resolve(value));
  return service.loadBalancers.find(({ targetGroupArn }) => arn(targetGroupArn) === arn(targetGroup.targetGroupArn));
}
