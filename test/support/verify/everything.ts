import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import * as synthetics from 'aws-cdk-lib/aws-synthetics';
import { App, Duration as CdkDuration, Stack, Stage } from 'aws-cdk-lib/core';
import type { ReleasePipelineProps } from 'spillway';
import {
  aws, Day, DeploymentWindow, Duration, Environment, Gate, ReleasePipeline, RollbackTrigger, Signal, Tier, Traffic, TrafficShift, Verification,
} from 'spillway';
import { Service } from '../../aws/service';

const TOOLING = { account: '111111111111', region: 'eu-central-1' };
const WORKLOADS = { account: '222222222222', region: 'eu-central-1' };
const ABROAD = { account: '222222222222', region: 'us-east-1' };

const errors = Signal.errorRatio({ atMost: 0.01 });
const latency = Signal.latency({ percentile: 99, atMost: Duration.millis(500) });
const backlog = Signal.custom({ metric: 'Backlog', atMost: 100 });
const checkout = Signal.synthetic({ probe: 'checkout', period: Duration.minutes(5), atLeastSuccessPercent: 90 });
const cpu = Signal.saturation({ resource: 'cpu', atMostPercent: 80 });
const hours = { days: [Day.MONDAY, Day.TUESDAY, Day.WEDNESDAY], from: '09:00', to: '16:00', timeZone: 'Europe/Zurich' };

/** An application that uses each feature the AWS back end has, in one of three pipelines. */
export function everything(outdir?: string): App {
  const app = new App({ outdir });
  functions(app);
  services(app);
  return app;
}

function environment(name: string): Environment {
  return new Environment(name, { tier: Tier.TEST });
}

function declare(app: App, service: string, props: Partial<ReleasePipelineProps> = {}): ReleasePipeline {
  return new ReleasePipeline(app, service, { service, traffic: Traffic.of({ requestsPerSecond: 500, errorRatio: 0.001 }), ...props });
}

/** Functions: everything that stands around a shift, and all shifts of CodeDeploy. */
function functions(app: App): void {
  const [home, probed, eu, us] = ['home', 'probed', 'eu', 'us'].map(environment);
  const pipeline = declare(app, 'catalog', { rollbackOn: [RollbackTrigger.signal(errors), RollbackTrigger.signal(latency)] });
  pipeline.addWave('home', {
    environments: [home],
    gates: [Gate.check({ name: 'licences', commands: ['npm run licences'] })],
    rollbackOn: [RollbackTrigger.signal(backlog)],
    verifications: [Verification.job({ name: 'smoke', commands: ['npm run smoke'] })],
    bakeTime: Duration.minutes(10),
  });
  pipeline.addWave('probed', {
    environments: [probed],
    gates: [Gate.approval({ group: 'testers' }), Gate.approval({ group: 'leads' })],
    rollbackOn: [RollbackTrigger.signal(checkout)],
    trafficShift: TrafficShift.canary({ percent: 10, hold: Duration.minutes(15) }),
    bakeTime: Duration.hours(1),
  });
  pipeline.addWave('world', {
    environments: [eu, us],
    gates: [Gate.approval({ group: 'leads' }), Gate.window(DeploymentWindow.weekly('office', hours)), Gate.quiet(errors)],
    trafficShift: TrafficShift.linear({ percent: 20, every: Duration.minutes(10) }),
    bakeTime: Duration.hours(12),
  });

  const stack = new Stack(app, 'CatalogPipeline', { env: TOOLING });
  const release = new aws.CodePipelineRelease(stack, 'Release', {
    pipeline,
    source: aws.Source.connection({
      connectionArn: `arn:aws:codeconnections:eu-central-1:${TOOLING.account}:connection/4f0bd4a5-1c1b-4f6e-9d0e-2f1c3b7a8d90`,
      repository: 'shop/catalog',
      branch: 'main',
      pushes: [aws.Push.toBranches({ include: ['main'], paths: { exclude: ['docs/**'] } }), aws.Push.ofTags({ include: ['v*'] })],
    }),
    synth: { commands: ['npm ci', 'npx cdk synth'] },
    images: { api: { repository: Repository.fromRepositoryName(stack, 'Images', 'catalog') } },
    waves: { world: { stagePerEnvironment: true, reviewChanges: true } },
    approvals: { leads: { topic: new Topic(stack, 'Leads', { enforceSSL: true }), link: 'https://wiki.example.com/releases' } },
  });
  release.grantApproval('leads', Role.fromRoleName(stack, 'LeadsRole', 'leads'));
  release.grantOverride(Role.fromRoleName(stack, 'OnCallRole', 'on-call'));

  const deploy = (to: Environment, env: typeof TOOLING, workload: (api: Stack, handler: Function) => void) => {
    const stage = new Stage(app, to.environmentName, { env });
    const api = new Stack(stage, 'Catalog');
    workload(api, new Function(api, 'Handler', { runtime: Runtime.NODEJS_24_X, handler: 'index.handler', code: Code.fromInline('exports.handler = async () => 1;') }));
    release.deploy(to, stage);
  };
  deploy(home, TOOLING, (api, handler) => new aws.LambdaWorkload(api, 'Workload', {
    pipeline, environment: home, handler, metrics: { backlog: new Metric({ namespace: 'Catalog', metricName: 'Backlog' }) },
  }));
  deploy(probed, WORKLOADS, (api, handler) => new aws.LambdaWorkload(api, 'Workload', { pipeline, environment: probed, handler, probes: { checkout: probe(api) } }));
  deploy(eu, WORKLOADS, (api, handler) => new aws.LambdaWorkload(api, 'Workload', { pipeline, environment: eu, handler }));
  deploy(us, ABROAD, (api, handler) => new aws.LambdaWorkload(api, 'Workload', { pipeline, environment: us, handler }));
}

function probe(scope: Stack): synthetics.Canary {
  return new synthetics.Canary(scope, 'Checkout', {
    canaryName: 'checkout',
    schedule: synthetics.Schedule.rate(CdkDuration.minutes(5)),
    runtime: new synthetics.Runtime('syn-nodejs-playwright-3.0', synthetics.RuntimeFamily.NODEJS),
    test: synthetics.Test.custom({ code: synthetics.Code.fromInline('exports.handler = async () => {};'), handler: 'index.handler' }),
  });
}

/** Services: all shifts of ECS, in the order of their coming, out of an archive. */
function services(app: App): void {
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
