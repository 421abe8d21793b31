import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import { Peer, Port } from 'aws-cdk-lib/aws-ec2';
import type { FargateService } from 'aws-cdk-lib/aws-ecs';
import {
  ApplicationListenerRule, ApplicationLoadBalancer, ApplicationProtocol, ApplicationTargetGroup, ListenerAction, ListenerCondition, TargetType,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { aws } from 'spillway';

const OFFICE = Peer.ipv4('203.0.113.0/24');

/** A load balancer with two target groups that take turns: one has the customers, the other the new version. */
export class Balancer extends Construct {
  public readonly targetGroup: ApplicationTargetGroup;
  public readonly alternate: aws.EcsAlternate;
  /** What the domain has to point to. */
  public readonly address: string;

  constructor(scope: Construct, id: string, { vpc, service }: { readonly vpc: IVpc; readonly service: FargateService }) {
    super(scope, id);
    const balancer = new ApplicationLoadBalancer(this, 'Balancer', { vpc, internetFacing: true, dropInvalidHeaderFields: true });
    this.address = balancer.loadBalancerDnsName;
    const [blue, green] = ['Blue', 'Green'].map((colour) => new ApplicationTargetGroup(this, colour, {
      vpc, port: 8080, protocol: ApplicationProtocol.HTTP, targetType: TargetType.IP, deregistrationDelay: Duration.seconds(30), healthCheck: { path: '/ready' },
    }));
    blue.addTarget(service);
    this.targetGroup = blue;
    const certificate = Certificate.fromCertificateArn(this, 'Certificate', StringParameter.valueForStringParameter(this, '/storefront/certificate'));
    const rule = (name: string, port: number, weights: [number, number]) => {
      const listener = balancer.addListener(`${name}Listener`, {
        port, protocol: ApplicationProtocol.HTTPS, certificates: [certificate], open: false, defaultAction: ListenerAction.fixedResponse(404),
      });
      return new ApplicationListenerRule(this, name, {
        listener, priority: 1, conditions: [ListenerCondition.pathPatterns(['/*'])],
        action: ListenerAction.weightedForward([{ targetGroup: blue, weight: weights[0] }, { targetGroup: green, weight: weights[1] }]),
      });
    };
    this.alternate = { targetGroup: green, listenerRule: rule('Customers', 443, [100, 0]), testListenerRule: rule('Testers', 8443, [0, 100]) };
    balancer.connections.allowFromAnyIpv4(Port.tcp(443), 'customers');
    balancer.connections.allowFrom(OFFICE, Port.tcp(8443), 'testers');
  }
}
