import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import * as synthetics from 'aws-cdk-lib/aws-synthetics';
import type { App } from 'aws-cdk-lib/core';
import { Duration as CdkDuration, Stack, Stage } from 'aws-cdk-lib/core';
import type { Environment } from 'spillway';
import {
  aws, Day, DeploymentWindow, Duration, Evidence, ExpeditedPath, Freeze, Gate, ReleaseType, RollbackScope, RollbackTrigger, Signal, Tier, TrafficShift,
  Verification,
} from 'spillway';
import { ABROAD, declare, environment, TOOLING, WORKLOADS } from './common';

const errors = Signal.errorRatio({ atMost: 0.01 });
const latency = Signal.latency({ percentile: 99, atMost: Duration.millis(500) });
const backlog = Signal.custom({ metric: 'Backlog', atMost: 100 });
const checkout = Signal.synthetic({ probe: 'checkout', period: Duration.minutes(5), atLeastSuccessPercent: 90 });
const hours = { days: [Day.MONDAY, Day.TUESDAY, Day.WEDNESDAY], from: '09:00', to: '16:00', timeZone: 'Europe/Zurich' };
const owned = { owner: 'release-managers', reason: 'nobody is there', tiers: [Tier.TEST] };

/** Functions: everything that stands around a shift, and all shifts of CodeDeploy. */
export function functions(app: App): void {
  const [home, probed, eu, us] = ['home', 'probed', 'eu', 'us'].map(environment);
  const pipeline = declare(app, 'catalog', {
    rollbackOn: [RollbackTrigger.signal(errors), RollbackTrigger.signal(latency)],
    freezes: [
      Freeze.dated('audit', { ...owned, from: '2027-03-01T18:00', to: '2027-03-05T08:00', timeZone: 'Europe/Zurich' }),
      Freeze.yearly('holidays', { ...owned, from: '12-20', to: '01-03', timeZone: 'Europe/Zurich' }),
      Freeze.weekly('payday', { ...owned, hours: { days: [Day.FRIDAY], from: '12:00', to: '24:00', timeZone: 'Europe/Zurich' } }),
    ],
    expedited: [ExpeditedPath.of({ releaseTypes: [ReleaseType.HOTFIX], bakeAtMost: Duration.minutes(30) })],
  });
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
    gates: [
      Gate.approval({ group: 'leads', quorum: 2 }),
      Gate.window(DeploymentWindow.weekly('office', hours)),
      Gate.quiet(errors),
      Gate.budget({ objective: 0.999 }),
      Gate.change({ system: 'tickets' }),
      Gate.dependsOn({ service: 'cart', environment: 'rolled', versions: '^2.0.0' }),
      Gate.evidence(Evidence.SBOM, Evidence.PROVENANCE),
    ],
    rollbackOn: [RollbackTrigger.signal(errors, { scope: RollbackScope.PROMOTED })],
    trafficShift: TrafficShift.linear({ percent: 20, every: Duration.minutes(10) }),
    bakeTime: Duration.hours(12),
  });

  const stack = new Stack(app, 'CatalogPipeline', { env: TOOLING });
  const repository = Repository.fromRepositoryName(stack, 'Images', 'catalog');
  const told = new Topic(stack, 'Told', { enforceSSL: true });
  const release = new aws.CodePipelineRelease(stack, 'Release', {
    pipeline,
    source: aws.Source.connection({
      connectionArn: `arn:aws:codeconnections:eu-central-1:${TOOLING.account}:connection/4f0bd4a5-1c1b-4f6e-9d0e-2f1c3b7a8d90`,
      repository: 'shop/catalog',
      branch: 'main',
      pushes: [aws.Push.toBranches({ include: ['main'], paths: { exclude: ['docs/**'] } }), aws.Push.ofTags({ include: ['v*'] })],
    }),
    synth: { commands: ['npm ci', 'npx cdk synth'] },
    images: { api: { repository } },
    changeSystems: {
      tickets: aws.ChangeSystem.http({ url: 'https://tickets.example.com/changes', token: Secret.fromSecretNameV2(stack, 'Token', 'tickets/token') }),
    },
    evidence: aws.EvidenceStore.cosign({
      repository, key: Key.fromKeyArn(stack, 'Signer', `arn:aws:kms:eu-central-1:${TOOLING.account}:key/4f0bd4a5`), verifier: `registry.example.com/cosign@sha256:${'5'.repeat(64)}`,
    }),
    dashboard: true,
    waves: { world: { stagePerEnvironment: true, reviewChanges: true } },
    approvals: { leads: { topic: new Topic(stack, 'Leads', { enforceSSL: true }), link: 'https://wiki.example.com/releases' } },
  });
  release.grantApproval('leads', Role.fromRoleName(stack, 'LeadsRole', 'leads'));
  const onCall = Role.fromRoleName(stack, 'OnCallRole', 'on-call');
  release.grantOverride(onCall);
  release.grantStart(onCall);
  release.grantRollback(onCall);
  release.grantLift(onCall);
  release.notify(aws.Audience.topic(told, { urgencies: [aws.Urgency.PAGE] }));
  release.notify(aws.Audience.bus(EventBus.fromEventBusName(stack, 'Bus', 'releases')));

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
