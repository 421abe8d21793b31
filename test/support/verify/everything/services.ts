import { Role } from 'aws-cdk-lib/aws-iam';
import { Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import type { App } from 'aws-cdk-lib/core';
import { Stack, Stage } from 'aws-cdk-lib/core';
import { aws, Duration, RollbackTrigger, Signal, TrafficShift } from 'spillway';
import { Service } from '../../../aws/service';
import { declare, environment, TOOLING, WORKLOADS } from './common';

const errors = Signal.errorRatio({ atMost: 0.01 });
const cpu = Signal.saturation({ resource: 'cpu', atMostPercent: 80 });

/** Services: all shifts of ECS, in the order of their coming, out of an archive. */
export function services(app: App): void {
  const pipeline = declare(app, 'cart', { supersede: false, rollbackOn: [RollbackTrigger.signal(errors)] });
  const shifts: Record<string, TrafficShift> = {
    rolled: TrafficShift.rolling({ maxUnavailablePercent: 25 }),
    switched: TrafficShift.blueGreen({ keepOld: Duration.hours(1) }),
    tried: TrafficShift.canary({ percent: 5, hold: Duration.minutes(30) }),
    grown: TrafficShift.linear({ percent: 20, every: Duration.minutes(10) }),
  };
  const environments = Object.keys(shifts).map(environment);
  for (const each of environments) {
    pipeline.addWave(each.environmentName, {
      environments: [each], trafficShift: shifts[each.environmentName], rollbackOn: [RollbackTrigger.signal(cpu)], bakeTime: Duration.minutes(30),
    });
  }
  const stack = new Stack(app, 'CartPipeline', { env: TOOLING });
  const bucket = new Bucket(stack, 'Uploads', { versioned: true, eventBridgeEnabled: true, encryption: BucketEncryption.S3_MANAGED, enforceSSL: true });
  const release = new aws.CodePipelineRelease(stack, 'Release', {
    pipeline, source: aws.Source.s3({ bucket, key: 'cart.zip' }), synth: { commands: ['npx cdk synth'] },
  });
  for (const each of environments) {
    const stage = new Stage(app, each.environmentName, { env: WORKLOADS });
    const api = new Service({}, new Stack(stage, 'Cart'));
    const alternates = each.environmentName === 'rolled' ? {} : { alternate: { ...api.alternate, testListenerRule: api.testListenerRule } };
    const hooks = each.environmentName === 'tried' ? [aws.EcsHook.pause({ stages: [aws.EcsStage.POST_TEST_TRAFFIC_SHIFT], timeout: Duration.hours(4) })] : [];
    const workload = new aws.EcsWorkload(api.stack, 'Workload', { pipeline, environment: each, service: api.service, targetGroup: api.targetGroup, ...alternates, hooks });
    if (hooks.length > 0) workload.grantContinue(Role.fromRoleName(api.stack, 'OnCallRole', 'on-call'));
    release.deploy(each, stage);
  }
}
