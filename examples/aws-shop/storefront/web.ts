import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Cluster, ContainerImage, ContainerInsights, FargateService, FargateTaskDefinition, LogDriver } from 'aws-cdk-lib/aws-ecs';
import { Role } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Canary } from 'aws-cdk-lib/aws-synthetics';
import { CfnOutput, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { aws, Duration } from 'spillway';
import { tooling } from '../environments';
import { Balancer } from './balancer';
import type { StorefrontStageProps } from './stage';

/** A synthesis outside of the pipeline has no candidate. No image has this digest, so nothing can be deployed with it. */
const NO_CANDIDATE = `sha256:${'0'.repeat(64)}`;

export interface WebStackProps extends StorefrontStageProps {
  readonly vpc: IVpc;
  readonly robot: Canary;
}

/** The service and the load balancer before it: what a release rolls out, and back. */
export class WebStack extends Stack {
  constructor(scope: Construct, id: string, { pipeline, environment, previewed, vpc, robot }: WebStackProps) {
    super(scope, id);
    const service = this.service(vpc);
    const { targetGroup, alternate, address } = new Balancer(this, 'Front', { vpc, service });
    // a rollback stands here, too, for as long at most
    const preview = aws.EcsHook.pause({ stages: [aws.EcsStage.POST_TEST_TRAFFIC_SHIFT], timeout: Duration.hours(1) });
    const workload = new aws.EcsWorkload(this, 'Workload', {
      pipeline, environment, service, targetGroup, alternate, hooks: previewed ? [preview] : [], probes: { purchase: robot },
    });
    for (const role of previewed ? ['designers', 'shop-on-call'] : []) workload.grantContinue(Role.fromRoleName(this, role, role));
    new CfnOutput(this, 'Address', { value: address });
  }

  private service(vpc: IVpc): FargateService {
    const taskDefinition = new FargateTaskDefinition(this, 'Task', { cpu: 512, memoryLimitMiB: 1024 });
    const repository = Repository.fromRepositoryAttributes(this, 'Images', {
      repositoryArn: `arn:aws:ecr:${tooling.region}:${tooling.account}:repository/storefront`, repositoryName: 'storefront',
    });
    taskDefinition.addContainer('web', {
      image: ContainerImage.fromEcrRepository(repository, process.env.IMAGE_DIGEST_STOREFRONT ?? NO_CANDIDATE),
      portMappings: [{ containerPort: 8080 }],
      readonlyRootFilesystem: true,
      logging: LogDriver.awsLogs({ streamPrefix: 'web', logGroup: new LogGroup(this, 'Logs', { retention: RetentionDays.THREE_MONTHS }) }),
    });
    const cluster = new Cluster(this, 'Cluster', { vpc, containerInsightsV2: ContainerInsights.ENABLED });
    const service = new FargateService(this, 'Service', { cluster, taskDefinition, minHealthyPercent: 100 });
    service.autoScaleTaskCount({ minCapacity: 4, maxCapacity: 40 }).scaleOnCpuUtilization('Load', { targetUtilizationPercent: 50 });
    return service;
  }
}
