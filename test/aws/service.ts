import { Vpc } from 'aws-cdk-lib/aws-ec2';
import type { BaseServiceOptions } from 'aws-cdk-lib/aws-ecs';
import { Cluster, ContainerImage, FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import {
  ApplicationListenerRule, ApplicationLoadBalancer, ApplicationProtocol, ApplicationTargetGroup, ListenerAction, ListenerCondition, TargetType,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { App, Stack } from 'aws-cdk-lib/core';
import type { aws } from 'spillway';
import { workloads } from './fixture';

/** A service behind a load balancer with two target groups, as its owner writes it. */
export class Service {
  public readonly stack: Stack;
  public readonly service: FargateService;
  public readonly targetGroup: ApplicationTargetGroup;
  public readonly alternate: aws.EcsAlternate;
  public readonly testListenerRule: ApplicationListenerRule;

  constructor(options: Partial<BaseServiceOptions> = {}, stack = new Stack(new App(), 'Api', { env: workloads })) {
    this.stack = stack;
    const vpc = new Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 });
    const taskDefinition = new FargateTaskDefinition(stack, 'Tasks');
    taskDefinition.addContainer('web', { image: ContainerImage.fromRegistry('shop/api'), portMappings: [{ containerPort: 80 }] });
    this.service = new FargateService(stack, 'Service', { cluster: new Cluster(stack, 'Cluster', { vpc }), taskDefinition, ...options });
    const groups = ['Primary', 'Alternate'].map((id) => new ApplicationTargetGroup(stack, id, { vpc, port: 80, protocol: ApplicationProtocol.HTTP, targetType: TargetType.IP }));
    const [targetGroup, other] = groups;
    targetGroup.addTarget(this.service);
    const balancer = new ApplicationLoadBalancer(stack, 'Balancer', { vpc });
    const rule = (id: string, port: number, weights: number[]) => new ApplicationListenerRule(stack, id, {
      listener: balancer.addListener(`${id}Listener`, { port, defaultAction: ListenerAction.fixedResponse(404), protocol: ApplicationProtocol.HTTP, open: false }),
      priority: 1,
      conditions: [ListenerCondition.pathPatterns(['/*'])],
      action: ListenerAction.weightedForward(groups.map((group, i) => ({ targetGroup: group, weight: weights[i] }))),
    });
    this.targetGroup = targetGroup;
    this.alternate = { targetGroup: other, listenerRule: rule('Rule', 80, [100, 0]) };
    this.testListenerRule = rule('TestRule', 8080, [0, 100]);
  }
}
