import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { BaseService } from 'aws-cdk-lib/aws-ecs';
import type { ApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { Canary } from 'aws-cdk-lib/aws-synthetics';
import { ArnFormat, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Environment } from '../model/environment';
import type { ReleasePipeline } from '../model/release-pipeline';
import type { EcsAlternate } from './ecs-alternate';
import type { EcsHook } from './ecs-hook';
import { outOfReach } from './out-of-reach';
import { ecsDeployment } from './workloads/ecs/deployment';
import { unfitForServices } from './workloads/ecs/limits';
import { EcsMetrics } from './workloads/ecs/metrics';
import { alternateTraffic } from './workloads/ecs/traffic';
import { warnOfWayBack } from './workloads/ecs/way-back';
import { released } from './workloads/workload';
import { WorkloadAlarms } from './workloads/workload-alarms';

/**
 * Which service is released, where.
 */
export interface EcsWorkloadProps {
  /** The declaration; all waves must have been added. */
  readonly pipeline: ReleasePipeline;

  /** The environment whose stack this is. */
  readonly environment: Environment;

  /** The service, deployed by ECS itself; how it is deployed is set here. */
  readonly service: BaseService;

  /**
   * The target group that the service is a target of, behind a load balancer.
   * @default - none: requests are not measured, and the service can only be rolled
   */
  readonly targetGroup?: ApplicationTargetGroup;

  /**
   * Needed by canaries, equal steps and blue/green; with it, all at once is a switch.
   * @default - none: the tasks of the service are replaced
   */
  readonly alternate?: EcsAlternate;

  /**
   * What a deployment waits for.
   * @default - nothing
   */
  readonly hooks?: EcsHook[];

  /**
   * What CloudWatch calls the custom signals, by the signal's name.
   * @default - none: there is no custom signal
   */
  readonly metrics?: Record<string, IMetric>;

  /**
   * Canaries of CloudWatch Synthetics that are the probes of synthetic signals, by the probe's name.
   * @default - none: there is no synthetic signal
   */
  readonly probes?: Record<string, Canary>;
}

/**
 * A service of ECS whose new version gets its traffic the way the environment's wave says, by ECS' own deployments. The alarms
 * of the wave's signals stop a deployment and take it back. Stands in the application's own stack.
 */
export class EcsWorkload extends Construct {
  private readonly service: BaseService;

  constructor(scope: Construct, id: string, props: EcsWorkloadProps) {
    super(scope, id);
    const { pipeline, environment, service, targetGroup, alternate, metrics = {}, probes = {} } = props;
    this.service = service;
    const hooks = (props.hooks ?? []).map((hook) => hook._spec());
    const release = released(this, {
      pipeline, environment, metrics, probes, releases: service, beside: [service],
      unfit: (plan, wave) => unfitForServices(plan, wave, { path: this.node.path, service, targetGroup, alternate, hooks }),
    });
    if (!release) return;
    warnOfWayBack(this, release.plan, hooks);
    const measured = new EcsMetrics({ service, targetGroup, alternate: alternate?.targetGroup });
    const alarms = new WorkloadAlarms(this, 'Alarms', { ...release, measured });
    if (targetGroup && alternate) alternateTraffic(this, { service, targetGroup, alternate });
    ecsDeployment(this, { service, alternate, hooks, shift: release.wave.shift, alarms: alarms.shift });
  }

  /**
   * Lets somebody continue or roll back a deployment that pauses, and see which one that is.
   * @param grantee the role that is taken for it
   */
  public grantContinue(grantee: IGrantable): Grant {
    const { service } = this;
    const problems = outOfReach(this, 'grantContinue', grantee);
    this.node.addValidation({ validate: () => problems.map(({ message }) => message) });
    const deployments = Stack.of(this).formatArn({
      service: 'ecs', resource: 'service-deployment', resourceName: `${service.cluster.clusterName}/${service.serviceName}/*`, arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
    return Grant.addToPrincipal({
      grantee,
      actions: ['ecs:ContinueServiceDeployment', 'ecs:DescribeServiceDeployments', 'ecs:ListServiceDeployments'],
      resourceArns: [service.serviceArn, deployments],
    });
  }
}
